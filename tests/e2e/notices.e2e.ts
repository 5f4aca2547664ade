import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { OpenedMail, MailSummary, OwnPush, Page as ListPage, Preferences, PushPayload } from '@rostrum/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { register, send, signUp, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

/** Within the hour in which being outbid is urgent. */
const SOON_MS = 3_000_000;

/** What a browser would give of itself, as a push service and the browser make it together. */
function aTarget(): { endpoint: string; keys: { p256dh: string; auth: string } } {
  const p256dh = createECDH('prime256v1').generateKeys().toString('base64url');
  const auth = randomBytes(16).toString('base64url');
  return { endpoint: `https://push.example.org/${randomUUID()}`, keys: { p256dh, auth } };
}

describe.skipIf(!chromiumPath)(`what a person is told, and how (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let lotIds: string[];
  let owner: Visitor;
  let ada: Visitor;
  let bo: Visitor;
  let maxMinor = 2_000;
  const errors: string[] = [];

  beforeAll(async () => {
    [browser, house] = await Promise.all([openBrowser(), aHouse({ BIDS_PER_SECOND: '100' })]);
    const lots = ['A walnut chair', 'A blue vase', 'A brass clock'];
    const sale = await putSale(
      { dataDir: house.dataDir },
      { lots: lots.map((title) => ({ title, openingMinor: 1_000, closesInMs: SOON_MS })) },
    );
    lotIds = sale.lotIds;
    await house.start();
    owner = await signUp(house.url, 'Olga');
    [ada, bo] = [await signUp(house.url, 'Ada'), await signUp(house.url, 'Bo')];
    for (const { cookie } of [ada, bo]) await register(house.url, sale.slug, cookie);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const enter = async (context: BrowserContext, person: Visitor): Promise<void> => {
    const [name, ...value] = person.cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
  };
  const windowOf = async (person: Visitor): Promise<{ context: BrowserContext; page: Page }> => {
    const opened = await openWindow(browser, house.url, errors);
    await enter(opened.context, person);
    return opened;
  };
  const outbidAda = async (lotId: string): Promise<void> => {
    for (const { cookie } of [ada, bo]) {
      maxMinor += 1_000;
      const body = { id: randomUUID(), maxMinor, currency: 'USD' };
      expect((await send(house.url, `/api/lots/${lotId}/bids`, body, cookie)).status).toBe(200);
    }
  };
  const read = async <T>(path: string, person: Visitor): Promise<T> =>
    (await (await fetch(`${house.url}${path}`, { headers: { cookie: person.cookie } })).json()) as T;
  const preferences = (person = ada): Promise<Preferences> => read('/api/me/preferences', person);

  test('every topic has a box for each way to tell it, by keyboard too, and hours that are none are refused', async () => {
    const { context, page } = await windowOf(ada);
    await page.goto('/me/preferences');
    await page.getByText('You get no e-mail now').waitFor();
    expect(await page.getByLabel('You are outbid: Tone').isChecked()).toBe(true);
    expect(await page.getByLabel('It gets a bid: Push').isChecked()).toBe(false);
    expect(await page.getByLabel('The connection is lost, or back: Mail').count()).toBe(0);
    const box = page.getByLabel('You win a lot: Push');
    await box.focus();
    await page.keyboard.press('Space');
    await page.getByLabel('It gets a bid: Push').check();
    await page.getByLabel('Once a day, all in one').check();
    await page.getByLabel('Leave me alone at night').check();
    await page.getByLabel('From').fill('23:15');
    await page.getByLabel('Until').fill('23:15');
    const save = page.getByRole('button', { name: 'Save' });
    // Until the page is alive a press would load it anew.
    await page.locator('section[aria-label^="Notices"]').waitFor({ state: 'attached' });
    await save.click();
    await page.getByText('Quiet hours need a beginning and an end that differ.').waitFor();
    await page.getByLabel('Until').fill('06:45');
    await save.click();
    await page.getByText('Saved.').waitFor();
    const { topics, mailPace, quiet } = await preferences();
    expect({ mailPace, quiet }).toEqual({ mailPace: 'daily', quiet: { from: 1_395, to: 405 } });
    expect([topics.won.push, topics.won.mail, topics.bid.push]).toEqual([false, true, true]);
    await page.reload();
    expect(await page.getByLabel('You win a lot: Push').isChecked()).toBe(false);
    expect(await page.getByLabel('Until').inputValue()).toBe('06:45');
    await context.close();
  });

  test('works as a plain form where nothing runs', async () => {
    const context = await browser.newContext({ baseURL: house.url, javaScriptEnabled: false });
    await enter(context, ada);
    const page = await context.newPage();
    await page.goto('/me/preferences');
    await page.getByLabel('Leave me alone at night').uncheck();
    await page.getByLabel('You win a lot: Push').check();
    await page.getByLabel('You lead again: Page').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const { topics, quiet } = await preferences();
    expect([topics.won.push, topics.leading.toast, quiet]).toEqual([true, false, null]);
    await context.close();
  });

  test('a tone sounds for what is urgent, once over two tabs, after a press, and not where it is switched off', async () => {
    const { context, page } = await windowOf(ada);
    await context.addInitScript(() => {
      const { start } = OscillatorNode.prototype;
      Object.assign(window, { notes: 0 });
      OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
        (window as unknown as { notes: number }).notes++;
        start.call(this, when);
      };
    });
    const other = await context.newPage();
    const notes = async (): Promise<number> => {
      const counts = [page, other].map((tab) => tab.evaluate(() => (window as unknown as { notes: number }).notes));
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    for (const tab of [page, other]) {
      await tab.goto('/me/won');
      await tab.locator('section[aria-label^="Notices"]').waitFor({ state: 'attached' });
      await tab.locator('h1').click();
    }
    await outbidAda(lotIds[0]!);
    await until(async () => (await notes()) === 2, 'two notes of one tone');
    const change = { topics: { outbid: { sound: false } } };
    const answer = await fetch(`${house.url}/api/me/preferences`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', origin: house.url, cookie: ada.cookie },
      body: JSON.stringify(change),
    });
    expect(answer.status).toBe(200);
    for (const tab of [page, other]) {
      await tab.reload();
      await tab.locator('section[aria-label^="Notices"]').waitFor({ state: 'attached' });
      await tab.locator('h1').click();
    }
    await outbidAda(lotIds[1]!);
    const toasts = async (): Promise<number> => {
      const counts = [page, other].map((tab) => tab.locator('[data-sonner-toast]').count());
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    await until(async () => (await toasts()) > 0, 'it pops up');
    expect(await notes()).toBe(0);
    await context.close();
  });

  test('the link of a mail says what it ends, does it only when pressed, and takes it back', async () => {
    // The house has no mail server: its owner passes mails on.
    const kept = async (): Promise<MailSummary[]> =>
      (await read<ListPage<MailSummary>>('/api/staff/mail', owner)).items.filter(
        ({ kind, to }) => kind === 'outbid' && to.address === bo.email,
      );
    // Ada was on line a moment ago and needs no mail.
    await outbidAda(lotIds[2]!);
    await outbidAda(lotIds[2]!);
    await until(async () => (await kept()).length > 0, 'a mail is kept');
    const { text } = await read<OpenedMail>(`/api/staff/mail/${(await kept())[0]!.id}`, owner);
    const link = /No more mails like this one: (\S+)/.exec(text)?.[1] ?? '';
    const { context, page } = await openWindow(browser, house.url, errors);
    await page.goto(link);
    await page.getByText('No more e-mails of this kind: “You are outbid”?').waitFor();
    expect((await preferences(bo)).topics.outbid.mail).toBe(true);
    await page.getByRole('button', { name: 'Stop these e-mails' }).click();
    await page.getByText('You get no more e-mails of this kind: “You are outbid”.').waitFor();
    expect(page.url()).toBe(link);
    expect((await preferences(bo)).topics.outbid).toMatchObject({ mail: false, push: true });
    await page.getByRole('button', { name: 'Send them again' }).click();
    await page.getByRole('button', { name: 'Stop these e-mails' }).waitFor();
    expect((await preferences(bo)).topics.outbid.mail).toBe(true);
    await page.goto('/unsubscribe/somebody-made-this-up');
    await page.getByText('This link is not from this house').waitFor();
    await context.close();
  });

  test('push is asked for on a press, listed, shown by the worker, and turned off', async () => {
    const { context, page } = await windowOf(ada);
    await context.grantPermissions(['notifications'], { origin: house.url });
    // No push service can be reached from here: the browser's part of the keys is made by the test, the rest is real.
    await page.addInitScript((target) => {
      let held: PushSubscription | null = null;
      Object.assign(PushManager.prototype, {
        getSubscription: async () => held,
        subscribe: async () =>
          (held = {
            toJSON: () => target,
            unsubscribe: async () => ((held = null), true),
          } as unknown as PushSubscription),
      });
    }, aTarget());
    await page.goto('/me/preferences');
    await page.getByRole('button', { name: 'Turn push on here' }).click();
    await page.getByText('On in this browser.').waitFor();
    await page.getByText('Chrome, Linux, this one').waitFor();
    expect((await read<OwnPush>('/api/me/push', ada)).devices).toMatchObject([{ current: true }]);

    const devtools = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) =>
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0]) resolve(registrations[0].registrationId);
      }),
    );
    await devtools.send('ServiceWorker.enable');
    const payload: PushPayload = {
      title: 'Lot 1 · A walnut chair',
      body: 'You were outbid.',
      path: `/lots/${lotIds[0]}`,
      tag: lotIds[0]!,
      at: Date.now(),
    };
    await devtools.send('ServiceWorker.deliverPushMessage', {
      origin: house.url,
      registrationId: await registered,
      data: JSON.stringify(payload),
    });
    const shown = () =>
      page.evaluate(async () => {
        const worker = await navigator.serviceWorker.ready;
        return (await worker.getNotifications()).map(({ title, body, tag, data }) => [
          title,
          body,
          tag,
          data as string,
        ]);
      });
    await until(async () => (await shown()).length > 0, 'the worker shows it');
    expect(await shown()).toEqual([[payload.title, payload.body, payload.tag, payload.path]]);

    await page.getByRole('button', { name: 'Turn it off' }).first().click();
    await page.getByRole('button', { name: 'Turn push on here' }).waitFor();
    expect((await read<OwnPush>('/api/me/push', ada)).devices).toEqual([]);
    await context.close();
  });

  test('staff see what went out and what became of it, without addresses', async () => {
    const { context, page } = await windowOf(owner);
    await page.goto('/staff/deliveries');
    await page.locator('[data-delivery=kept]').first().waitFor();
    await page
      .getByRole('navigation', { name: 'What became of it' })
      .getByRole('link', { name: /^given up/ })
      .click();
    await page.getByText('Nothing of this kind has gone out.').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('@');
    await context.close();
    expect(errors).toEqual([]);
  });
});
