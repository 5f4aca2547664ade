import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { lotOf } from './ledger.ts';
import { openLot, signInByForm, type LotWindow } from './lot-page.ts';
import { bidders, send, signUp, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

/** One lot for each journey: the estimate is 20 to 40, the opening price 10. */
const LOTS = 12;

describe.skipIf(!chromiumPath)(`the lot page (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let lotIds: string[];
  let owner: Visitor;
  let [ada, bo]: Visitor[] = [];
  let lotId: string;
  const errors: string[] = [];
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    house = await aHouse({ BIDS_PER_SECOND: '100' });
    const lots = Array.from({ length: LOTS }, (_, index) => ({
      title: `Chair ${index + 1}`,
      openingMinor: 1000,
      closesInMs: 1_800_000,
    }));
    const sale = await putSale({ dataDir: house.dataDir }, { lots });
    lotIds = sale.lotIds;
    await house.start();
    browser = await openBrowser();
    owner = await signUp(house.url, 'Owner');
    [ada, bo] = await bidders(house.url, sale.slug, 2);
  });
  beforeEach(async () => {
    lotId = lotIds.shift()!;
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (person: Visitor | null, path?: string): Promise<LotWindow> => {
    const window = await openLot(browser, house.url, lotId, person, errors);
    contexts.push(window.context);
    if (path) await window.page.goto(path);
    return window;
  };
  const bidBy = async (person: Visitor, maxMinor: number): Promise<void> => {
    const id = crypto.randomUUID();
    const answer = await send(house.url, `/api/lots/${lotId}/bids`, { id, maxMinor }, person.cookie);
    expect(answer.status).toBe(200);
  };
  const field = (page: Page) => page.getByLabel('Or your own maximum');

  test('says what it costs to win, and asks before what may be a slip', async () => {
    const { page, sees } = await open(ada!);
    await field(page).fill('19.50');
    await sees('If you win at $19.50 you pay $23.40: premium $3.90.');
    await field(page).fill('50');
    await page.getByRole('button', { name: 'Bid up to $50', exact: true }).click();
    await sees(/\$50 is 5 times the next bid of \$10/);
    await page.getByRole('button', { name: 'Change the amount' }).click();
    expect(await field(page).inputValue()).toBe('50');
    await field(page).fill('45');
    await field(page).press('Enter');
    await sees(/\$45 is more than the house expects: its estimate ends at \$40/);
    await page.getByRole('button', { name: 'Yes, bid up to $45' }).click();
    await sees(/You lead at \$10/);
    expect(await lotOf(house.url, lotId)).toMatchObject({ bidCount: 1, priceMinor: 1000 });
  });

  test('says why somebody does not lead, and offers the next step at once', async () => {
    await bidBy(ada!, 2_000);
    const { page, bid, sees } = await open(bo!);
    await bid('15');
    await sees(/You were outbid|maximum is higher/);
    await page.getByText('Why am I not leading?').click();
    await sees(/Paddle 101 led already when your maximum of \$15 came/);
    await page.getByRole('button', { name: 'Bid $16', exact: true }).click();
    await sees(/You were outbid|maximum is higher/);
    await bid('20');
    await page.getByText('Why am I not leading?').click();
    await sees(/gave the same maximum of \$20 before you/);
    await page.getByRole('button', { name: 'Bid $20.50', exact: true }).click();
    await sees(/You lead/);
    expect(await page.getByText('Why am I not leading?').count()).toBe(0);
  });

  test('a mistake goes to staff, who void it after a preview; price and leader fall back', async () => {
    await bidBy(ada!, 1_500);
    const bos = await open(bo!);
    await bos.bid('900');
    await bos.sees(/You lead at \$15.50/);
    await bos.page.getByRole('button', { name: 'I made a mistake' }).click();
    await bos.page.getByLabel(/What went wrong/).fill('I meant 9.00');
    await bos.page.getByRole('button', { name: 'Ask the house to void it' }).click();
    await bos.sees(/The bid stands until the house answers/);

    const staff = await open(owner, '/staff/mistakes');
    await staff.sees('I meant 9.00');
    await staff.sees(/price \$15.50 → \$10 · leader 102 → 101 · 2 people will be told/);
    await staff.page.getByRole('link', { name: 'Void the bid' }).click();
    await staff.page.getByLabel(/What the bidder reads/).fill('No harm done.');
    await staff.page.getByRole('button', { name: 'Yes, void it' }).click();
    await staff.sees('The bid is void.');

    await bos.sees('The house voided your bid. It no longer counts.');
    await bos.sees(/It says: “No harm done.”/);
    await bos.sees('$10');
    expect(await lotOf(house.url, lotId)).toMatchObject({ priceMinor: 1000, leader: 101 });
  });

  test('the price is drawn once it is seen, goes on live, and is read by keys and as a table', async () => {
    await bidBy(ada!, 2_000);
    const { page, sees } = await open(null);
    await sees(/One bid so far: \$10/);
    expect(await page.locator('.uplot').count()).toBe(0);
    await bidBy(bo!, 1_500);
    const line = page.getByRole('slider', { name: 'Price over time' });
    await page.locator('#price-line').evaluate((heading) => heading.scrollIntoView());
    await page.locator('.uplot canvas').waitFor();
    await sees(/From \$10 to \$15.50 in 2 bids/);
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^\$15.50 at /);
    await line.press('Home');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^\$10 at /);
    await bidBy(bo!, 3_000);
    await sees(/From \$10 to \$20.50 in 3 bids/);
    expect(await line.getAttribute('aria-valuemax')).toBe('3');
    expect(await page.locator('table[aria-describedby=price-line-summary] [data-bid]').count()).toBe(3);
  });

  test('a form that is sent twice sends one bid, and the way back sends none', async () => {
    await bidBy(ada!, 3_000);
    const { page, sees } = await open(bo!, `/lots/${lotId}?max=12`);
    // The house's answer says that the page is alive.
    await sees(/If you win at \$12 you pay/);
    expect(await field(page).inputValue()).toBe('12');
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('#bid form')!;
      for (let i = 0; i < 3; i++) form.requestSubmit();
    });
    await sees(/You were outbid|maximum is higher/);
    // Every press of a double click may hit a higher price than the one before.
    await page.getByRole('button', { name: 'Bid $13', exact: true }).dblclick();
    await until(async () => (await lotOf(house.url, lotId)).bidCount >= 3, 'the second bid');
    await sees('$14');
    expect(new URL(page.url()).search).toBe('');
    await page.goto('/');
    await page.goBack();
    await page.waitForURL(`**/lots/${lotId}`);
    await sees(/You were outbid/);
    expect(await field(page).inputValue()).toBe('');
    expect((await lotOf(house.url, lotId)).bidCount).toBe(3);
  });

  test('a session that ends while a maximum is typed leaves the maximum there', async () => {
    const { page, sees } = await open(ada!);
    await field(page).fill('33');
    const fresh = { ...ada! };
    await send(house.url, '/api/auth/sign-out', {}, fresh.cookie);
    await sees(/is no longer signed in here. Your amount is kept/);
    expect(await field(page).inputValue()).toBe('33');
    await page.getByRole('link', { name: 'Sign in to bid' }).click();
    await signInByForm(page, ada!);
    await page.waitForURL(`**/lots/${lotId}**`);
    expect(await field(page).inputValue()).toBe('33');
    ada = { ...ada!, cookie: await cookieOf(page) };
  });

  test('a bid that is refused because the session ended keeps its maximum too', async () => {
    // Without a socket nobody tells the page; the house's answer to the bid does.
    const { page, context, sees } = await open(null);
    await context.routeWebSocket(/socket\.io/, (socket) => void socket.close());
    await page.goto(`/sign-in?next=/lots/${lotId}`);
    await signInByForm(page, bo!);
    await page.waitForURL(`**/lots/${lotId}**`);
    await sees(/Live connection blocked/, 30_000);
    await context.route('**/api/me', (route) => route.abort());
    await send(house.url, '/api/auth/sign-out', {}, await cookieOf(page));
    await field(page).fill('19');
    await field(page).press('Enter');
    await sees(/You are no longer signed in/);
    const href = await page.getByRole('link', { name: 'Sign in again' }).getAttribute('href');
    expect(decodeURIComponent(href!)).toBe(`/sign-in?next=/lots/${lotId}?max=19`);
    expect((await lotOf(house.url, lotId)).bidCount).toBe(0);
  });

  test('two tabs with two people: the first one notices, and forgets what was typed', async () => {
    const { page, context, bid, sees } = await open(ada!);
    await field(page).fill('31');
    const other = await context.newPage();
    await other.goto('/');
    await other.evaluate(
      async () =>
        void (await fetch('/api/auth/sign-out', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })),
    );
    await other.goto('/sign-in');
    await signInByForm(other, bo!);
    await other.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await sees(/This browser is now signed in as Bo, no longer as Ada/);
    expect(await field(page).inputValue()).toBe('');
    await bid('11');
    await sees(/You lead at \$10/);
    expect(await lotOf(house.url, lotId)).toMatchObject({ leader: 102 });
    bo = { ...bo!, cookie: await cookieOf(page) };
    const again = await send(house.url, '/api/auth/sign-in/email', {
      email: ada!.email,
      password: 'journey-journey-journey',
    });
    ada = {
      ...ada!,
      cookie: again.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    };
  });

  test('a phone that slept catches up before anything can be pressed', async () => {
    const { page, sees } = await open(ada!);
    await page.getByRole('button', { name: 'Bid $10', exact: true }).waitFor();
    // Only a page that is alive shows this.
    await field(page).fill('10');
    await sees(/If you win at \$10 you pay/);
    await field(page).fill('');
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const button = document.querySelector<HTMLButtonElement>('#bid form button:not([type=button])');
        if (button) seen.push(`${button.textContent.trim()}${button.disabled ? ' (disabled)' : ''}`);
      }).observe(document.querySelector('#bid')!, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    // Hidden, and nothing runs for seven seconds: no timer, no message of the house.
    const slept = page.evaluate(() => {
      const show = (state: DocumentVisibilityState): void => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      show('hidden');
      const end = Date.now() + 7_000;
      while (Date.now() < end);
      show('visible');
    });
    await bidBy(bo!, 2_000);
    await slept;
    await sees('Paddle 102 leads');
    await page.getByRole('button', { name: 'Bid $10.50', exact: true }).waitFor();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    const catching = seen.findIndex((label) => label === 'Catching up (disabled)');
    expect(catching).toBeGreaterThanOrEqual(0);
    // The old price was never offered again after the page woke.
    expect(seen.slice(catching).filter((label) => label === 'Bid $10')).toEqual([]);
  });

  test.each([3_600_000, -3_600_000])('a device whose clock is wrong by %d ms counts down rightly', async (wrongMs) => {
    const { context, page } = await openWindow(browser, house.url, errors);
    contexts.push(context);
    await context.addInitScript((offset) => {
      const Real = Date;
      class Wrong extends Real {
        constructor(...args: ConstructorParameters<typeof Date> | []) {
          if (args.length === 0) super(Real.now() + offset);
          else super(...args);
        }
        static override now(): number {
          return Real.now() + offset;
        }
      }
      Object.assign(globalThis, { Date: Wrong });
      const origin = performance.timeOrigin + offset;
      Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
    }, wrongMs);
    await page.goto(`/lots/${lotId}`);
    const timer = page.getByRole('timer').first();
    const shown = async (): Promise<number> => {
      const [, minutes = '0', seconds = '0'] = /(?:(\d+) min )?(\d+) s/.exec(await timer.innerText()) ?? [];
      return Number(minutes) * 60 + Number(seconds);
    };
    const { endsAt } = await lotOf(house.url, lotId);
    const isRight = async (): Promise<boolean> => Math.abs((await shown()) - (endsAt - Date.now()) / 1000) < 3;
    expect(await isRight()).toBe(true);
    await page.waitForFunction(() => document.querySelector('[role=slider], [data-summary]') !== null);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await isRight()).toBe(true);
  });

  test('without JavaScript everything is read and nothing can be pressed', async () => {
    const context = await browser.newContext({ baseURL: house.url, locale: 'en-GB', javaScriptEnabled: false });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto(`/lots/${lotId}?max=12`);
    const text = await page.locator('main').innerText();
    for (const part of ['$10', 'Bidding needs JavaScript.', 'No bids yet', 'in good order']) {
      expect(text).toContain(part);
    }
    expect(await page.locator('main button:visible').count()).toBe(0);
    expect(await page.getByText(/JavaScript is off/).isVisible()).toBe(true);
  });

  test('no page threw an error', () => {
    expect(errors).toEqual([]);
  });
});

/** The session that a window holds, as a program sends it. */
async function cookieOf(page: Page): Promise<string> {
  const held = await page.context().cookies();
  const session = held.find(({ name }) => name.includes('session'));
  return session ? `${session.name}=${session.value}` : '';
}
