import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { lotOf } from './ledger.ts';
import { openLot } from './lot-page.ts';
import { bidders, PASSWORD, send, type Visitor } from './people.ts';
import { putSale, type Sale } from './sale.ts';
import { brokenLines, naughtyStrings, noTorture, percent } from './torture.ts';

/** Markup that tries to run something would set it. */
const CANARY = 'rostrumCanary';
const ATTACKS = [
  `<script>window.${CANARY}=1</script>`,
  `"><img src=x onerror="window.${CANARY}=1">`,
  `'><svg onload=window.${CANARY}=1>`,
  `</title><script>window.${CANARY}=1</script>`,
  `javascript:window.${CANARY}=1`,
  `{{constructor.constructor('window.${CANARY}=1')()}}`,
];
const WITHIN_MS = 300_000;

/** Does `work` for each, some at a time. */
async function each<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) await work(items[at]!, at);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}

/** A form as a browser sends it. */
function post(url: string, path: string, body: string): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', origin: url },
    body,
  });
}

/** What a page must never carry: the text of an attack as markup. */
function unescaped(html: string): string[] {
  return ATTACKS.filter((attack) => /<(script|img|svg)/.test(attack) && html.includes(attack));
}

describe('bad input over HTTP', () => {
  let house: HouseProcess;
  let sale: Sale;
  let ada: Visitor;

  beforeAll(async () => {
    house = await aHouse({ SIGN_INS_PER_MINUTE: '100000', BIDS_PER_SECOND: '100000' });
    sale = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 3_600_000 }] },
    );
    await house.start();
    [ada] = (await bidders(house.url, sale.slug, 1)) as [Visitor];
  });
  afterAll(() => house?.remove());

  const words = () => [
    ...[...naughtyStrings(), ...ATTACKS].map((text) => ({ text, wire: encodeURIComponent(text.toWellFormed()) })),
    ...brokenLines().map((bytes) => ({ text: bytes.toString('latin1'), wire: percent(bytes) })),
  ];

  test.skipIf(noTorture)(
    `searches answer with a page${noTorture}`,
    async () => {
      const wrong: string[] = [];
      await each(words(), async ({ text, wire }, index) => {
        const paths = [`/search?q=${wire}`, `/auctions/${sale.slug}?q=${wire}&from=${wire}&to=${wire}`];
        for (const path of index % 4 === 0 ? paths : paths.slice(0, 1)) {
          const answer = await fetch(house.url + path);
          const html = await answer.text();
          if (answer.status !== 200) wrong.push(`${answer.status} for ${JSON.stringify(text)}`);
          if (unescaped(html).length > 0) wrong.push(`not escaped: ${text}`);
        }
      });
      expect(wrong).toEqual([]);
    },
    WITHIN_MS,
  );

  test.skipIf(noTorture)(
    `names open an account or get a clear answer${noTorture}`,
    async () => {
      const wrong: string[] = [];
      await each(words(), async ({ text, wire }, index) => {
        // A password that is too short brings the form back with the name in it. An account costs a hash, so not for all.
        const passwords = index % 8 === 0 ? ['short', PASSWORD] : ['short'];
        for (const password of passwords) {
          const email = `${randomUUID()}@journey.test`;
          const answer = await post(house.url, '/sign-up', `name=${wire}&email=${email}&password=${password}&next=/`);
          const expected = password === PASSWORD ? [303, 400] : [400];
          if (!expected.includes(answer.status)) wrong.push(`${answer.status} for ${JSON.stringify(text)}`);
          if (unescaped(await answer.text()).length > 0) wrong.push(`not escaped: ${text}`);
        }
      });
      expect(wrong).toEqual([]);
    },
    WITHIN_MS,
  );

  test.skipIf(noTorture)(
    `amounts are refused with a reason and the price stays${noTorture}`,
    async () => {
      const [lotId] = sale.lotIds as [string];
      const wrong: string[] = [];
      await each(words(), async ({ text }) => {
        const answer = await send(
          house.url,
          `/api/lots/${lotId}/bids`,
          { id: randomUUID(), lotId, maxMinor: text, currency: 'USD' },
          ada.cookie,
        );
        const { code, message } = (await answer.json()) as { code?: string; message?: string };
        if (answer.status !== 400 || code !== 'BAD_REQUEST' || !message) wrong.push(`${answer.status} for ${text}`);
      });
      expect(wrong).toEqual([]);
      expect((await lotOf(house.url, lotId)).bidCount).toBe(0);
    },
    WITHIN_MS,
  );

  test('a form sent twice opens one account, and both answers are the same', async () => {
    const body = `name=Twin&email=${randomUUID()}%40journey.test&password=${PASSWORD}&next=/`;
    const [one, other] = await Promise.all([post(house.url, '/sign-up', body), post(house.url, '/sign-up', body)]);
    expect([one.status, other.status]).toEqual([303, 303]);
    expect(one.headers.get('location')).toBe(other.headers.get('location'));
  });
});

describe.skipIf(!chromiumPath)(`bad input in a browser (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let sale: Sale;
  let people: Visitor[];
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    house = await aHouse({ BIDS_PER_SECOND: '100' });
    const lots = ['A walnut chair', 'A writing desk', ATTACKS[1]!];
    sale = await putSale(
      { dataDir: house.dataDir },
      { lots: lots.map((title) => ({ title, openingMinor: 1000, closesInMs: 3_600_000 })) },
    );
    await house.start();
    people = await bidders(house.url, sale.slug, 2);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const untouched = async (page: Page) =>
    expect(await page.evaluate((name) => name in window, CANARY), page.url()).toBe(false);

  test('nothing that somebody wrote runs', async () => {
    const { page, context } = await openWindow(browser, house.url, errors);
    for (const attack of ATTACKS) {
      const words = encodeURIComponent(attack);
      for (const path of [`/search?q=${words}`, `/auctions/${sale.slug}?q=${words}`, `/sign-in?next=${words}`]) {
        await page.goto(path);
        await untouched(page);
      }
      await page.goto('/sign-up');
      await page.getByLabel('Name').fill(attack);
      await page.getByLabel('E-mail').fill('nobody');
      await page.getByLabel('Password').fill(PASSWORD);
      await page.locator('main form button').click();
      await page.locator('[aria-invalid=true]').waitFor();
      expect(await page.getByLabel('Name').inputValue()).toBe(attack);
      await untouched(page);
    }
    // A lot may be called so.
    for (const path of [`/lots/${sale.lotIds[2]}`, `/auctions/${sale.slug}`, '/']) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await untouched(page);
    }
    await context.close();
  });

  test('an amount that is none stays in its field, beside what is wrong with it', async () => {
    const { page, context, alive } = await openLot(browser, house.url, sale.lotIds[0]!, people[0]!, errors);
    await alive();
    const field = page.getByLabel('Or your own maximum');
    const typed = ['', '$', 'twelve', '-5', '1e9', '0', '5.001', '١٢٣', '１２', '99999999999999999999', ...ATTACKS];
    for (const amount of typed.filter(Boolean)) {
      await field.fill(amount);
      await field.press('Enter');
      const said = page.locator('#max-said [role=alert]');
      const yes = page.getByRole('button', { name: /^Yes, bid up to/ });
      await said.or(yes).waitFor();
      if (await yes.isVisible()) await page.getByRole('button', { name: 'Change the amount' }).click();
      else expect((await said.innerText()).length, amount).toBeGreaterThan(10);
      expect(await field.inputValue()).toBe(amount);
      await untouched(page);
    }
    expect((await lotOf(house.url, sale.lotIds[0]!)).bidCount).toBe(0);
    await context.close();
  });

  test('without JavaScript everything can be read, and says so', async () => {
    const context = await browser.newContext({ baseURL: house.url, javaScriptEnabled: false, locale: 'en-GB' });
    const page = await context.newPage();
    const pages: [string, string][] = [
      ['/', 'The Journey Sale'],
      [`/auctions/${sale.slug}`, 'A walnut chair'],
      [`/lots/${sale.lotIds[0]}`, 'A walnut chair'],
      ['/sign-in', 'Sign in'],
      ['/search?q=desk', 'A writing desk'],
    ];
    for (const [path, expected] of pages) {
      await page.goto(path);
      const text = await page.locator('body').innerText();
      expect(text, path).toContain(expected);
      expect(text, path).toMatch(/JavaScript/);
    }
    // And a person can sign in.
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(people[0]!.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.locator('main form button').click();
    await page.waitForURL(`${house.url}/`);
    await context.close();
  });

  test('nothing was thrown', () => {
    expect(errors).toEqual([]);
  });
});
