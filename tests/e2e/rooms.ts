import { freePort, startFaultProxy, type FaultProxy } from '@rostrum/testing';
import type { ChatHistoryPage, ChatRoomId } from '@rostrum/contract';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { noteErrors } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { register, signUp, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

/** A house in which people talk, behind a proxy that can be cut. */
export interface TalkHouse {
  house: HouseProcess;
  proxy: FaultProxy;
  slug: string;
  lotIds: string[];
  talk: ChatRoomId;
  owner: Visitor;
  /** Bidders with paddles 101 and 102. */
  ada: Visitor;
  bo: Visitor;
  /** Says something past the proxy, as a person at another place. Answers the message's id. */
  say(room: ChatRoomId, who: Visitor, body: string, replyTo?: string): Promise<string>;
  /** The newest messages of a room. */
  read(room: ChatRoomId): Promise<ChatHistoryPage['items']>;
  remove(): Promise<void>;
}

/** An id as clients make them: in the order of time. */
function messageId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

/** Opens such a house with a sale of `lots` lots. */
export async function talkHouse(lots: number, env: Record<string, string> = {}): Promise<TalkHouse> {
  const port = Number(env.PORT ?? (await freePort()));
  const proxy = await startFaultProxy(port);
  const url = env.PUBLIC_URL ?? `http://localhost:${proxy.port}`;
  const house = await aHouse({ ...env, PORT: String(port), PUBLIC_URL: url, CHAT_PER_MINUTE: '100000' });
  const titles = ['A walnut chair', 'A blue vase', 'A brass clock', 'A map', 'A lamp', 'A mirror', 'A stool', 'A bowl'];
  const { slug, lotIds, auctionId } = await putSale(
    { dataDir: house.dataDir },
    { lots: titles.slice(0, lots).map((title) => ({ title, openingMinor: 1_000, closesInMs: 3_600_000 })) },
  );
  await house.start();
  const owner = await signUp(url, 'Olga');
  const [ada, bo] = [await signUp(url, 'Ada'), await signUp(url, 'Bo')];
  for (const person of [ada, bo]) await register(url, slug, person.cookie);
  const messages = (room: ChatRoomId) => `http://localhost:${port}/api/chat/${encodeURIComponent(room)}/messages`;
  return {
    house,
    proxy,
    slug,
    lotIds,
    talk: `auction:${auctionId}`,
    owner,
    ada,
    bo,
    async say(room, who, body, replyTo) {
      const id = messageId();
      const answer = await fetch(messages(room), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie: who.cookie },
        body: JSON.stringify({ id, body, ...(replyTo ? { replyTo } : {}) }),
      });
      if (!answer.ok) throw new Error(`the message answered ${answer.status}: ${await answer.text()}`);
      return id;
    },
    async read(room) {
      return ((await (await fetch(messages(room))).json()) as ChatHistoryPage).items;
    },
    async remove() {
      await proxy.close();
      await house.remove();
    },
  };
}

/** A phone's window. */
export const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** A browser of its own for a person, or for a stranger. Fails the test on any error that the page throws. */
export async function windowOf(
  browser: Browser,
  url: string,
  person: Visitor | null,
  errors: string[],
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  if (person) {
    const [name, ...value] = person.cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url }]);
  }
  const page = await context.newPage();
  noteErrors(page, errors);
  return page;
}

/** Opens a lot at its questions, and waits until one can write there. */
export async function openQuestions(page: Page, lotId: string): Promise<void> {
  await page.goto(`/lots/${lotId}#talk`);
  await page.locator('#talk').scrollIntoViewIfNeeded();
  await page.locator('#talk [data-live]').waitFor({ timeout: 20_000 });
}

/** Opens an auction with its talk unfolded. */
export async function openTalk(page: Page, slug: string): Promise<void> {
  await page.goto(`/auctions/${slug}#talk`);
  await page.getByRole('log', { name: 'Talk' }).waitFor({ timeout: 20_000 });
}

/** The message that says something, in whichever room is open. */
export const message = (page: Page, text: string) => page.locator('[data-message]').filter({ hasText: text });
