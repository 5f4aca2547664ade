import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from './axe.ts';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { startKraken, type LocalKraken } from './kraken.ts';
import { bidders, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

/** Amounts keep together with their ≈. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe.skipIf(!chromiumPath)(`currency rates (${noBrowser})`, () => {
  let house: HouseProcess;
  let kraken: LocalKraken;
  let browser: Browser;
  let slug: string;
  let lotId: string;
  let ada: Visitor;
  const errors: string[] = [];
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    kraken = await startKraken({ USD: 1.25, GBP: 0.8, JPY: 180, CHF: 0.95, CAD: 1.6, AUD: 1.8 });
    house = await aHouse({ RATES_PROVIDER: 'kraken', RATES_URL: kraken.url });
    const lots = ['A walnut chair', 'A blue vase'].map((title) => ({
      title,
      openingMinor: 1_000,
      closesInMs: 3_600_000,
    }));
    const sale = await putSale({ dataDir: house.dataDir }, { lots });
    [slug, lotId] = [sale.slug, sale.lotIds[0]!];
    await house.start();
    browser = await openBrowser();
    [ada] = (await bidders(house.url, slug, 1)) as [Visitor];
    await until(async () => (await state()) === 'live', 'the house has rates');
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
    kraken?.close();
  });

  async function state(): Promise<string> {
    const answer = await fetch(`${house.url}/api/rates`);
    return ((await answer.json()) as { status: { state: string } }).status.state;
  }
  async function windowAt(path: string, person?: Visitor): Promise<Page> {
    const { context, page } = await openWindow(browser, house.url, errors);
    contexts.push(context);
    if (person) {
      const [name, ...value] = person.cookie.split('=');
      await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    }
    await page.goto(path);
    return page;
  }
  const rateOf = (page: Page, pair: string) => page.locator(`tr[data-pair="${pair}"] [data-rate]`);
  const shows = (page: Page, pair: string, rate: string) =>
    rateOf(page, pair).filter({ hasText: rate }).waitFor({ timeout: 15_000 });
  const choose = async (page: Page, currency: string): Promise<void> => {
    await page.getByLabel('Prices also in').selectOption(currency);
    await Promise.all([
      page.waitForEvent('load'),
      page.locator('footer').getByRole('button', { name: 'Show' }).click(),
    ]);
  };
  /** That of the first price; a lot's head has that of its estimate. */
  const approx = (page: Page) => page.locator('main .approx:not(header *)').first();
  const approxIs = (page: Page, text: string) => approx(page).filter({ hasText: text }).waitFor({ timeout: 20_000 });

  test('move in two windows at once, each from its own currency', async () => {
    const [euros, dollars] = [await windowAt('/rates'), await windowAt('/rates?base=USD&pair=USD-GBP')];
    await shows(euros, 'EUR-USD', '1.2500');
    await shows(dollars, 'USD-GBP', '0.64000');
    expect(await dollars.locator('[data-now]').innerText()).toBe('0.64000');
    kraken.quote({ USD: 1.28 });
    await shows(euros, 'EUR-USD', '1.2800');
    await shows(dollars, 'USD-GBP', '0.62500');
    await dollars.locator('[data-now]').filter({ hasText: '0.62500' }).waitFor();
    await shows(dollars, 'USD-EUR', '0.78125');
    kraken.quote({ USD: 1.25 });
    await shows(euros, 'EUR-USD', '1.2500');
  });

  test('name their source, say since when it is away, and when it is back', async () => {
    const page = await windowAt('/rates');
    const board = page.locator('[data-state]');
    await board.getByText(/^Live:\s+Kraken,\s+\d+ \w+ \d{4}/).waitFor();
    expect(await board.getAttribute('data-state')).toBe('live');
    kraken.die();
    await board.getByText(/The source has not been reached since .*\d\d:\d\d\. Rates stand as last heard/).waitFor();
    expect(await board.getAttribute('data-state')).toBe('stale');
    expect(await rateOf(page, 'EUR-USD').innerText()).toContain('1.2500');
    // A page that comes only now is told the same by the server.
    const html = await (await fetch(`${house.url}/rates`)).text();
    expect(html).toMatch(/data-state="stale"/);
    await kraken.rise();
    await board.getByText(/The source is back since .*\d\d:\d\d; rates move again/).waitFor({ timeout: 30_000 });
    kraken.quote({ USD: 1.26 });
    await shows(page, 'EUR-USD', '1.2600');
    kraken.quote({ USD: 1.25 });
    await shows(page, 'EUR-USD', '1.2500');
  });

  test('a stranger has ≈ in his own currency on cards and lots, moving, and bids in the auction’s', async () => {
    const page = await windowAt(`/auctions/${slug}`);
    expect(await page.locator('.approx').count()).toBe(0);
    await choose(page, 'EUR');
    expect((await page.locator('main .approx').allInnerTexts()).map(plain)).toEqual(['≈ €8', '≈ €8']);
    expect(new URL(page.url()).pathname).toBe(`/auctions/${slug}`);

    await page.goto(`/lots/${lotId}`);
    expect(plain(await approx(page).innerText())).toBe('≈ €8');
    expect(plain(await page.locator('main header .approx').innerText())).toBe('≈ €16 – €32');
    expect(await page.getByText('Bids are in USD; ≈ is only a guide.').isVisible()).toBe(true);
    const height = () => page.locator('.buy').evaluate((part) => part.clientHeight);
    const before = await height();
    // Followed lazily, so quoted again until the page has heard it.
    await until(async () => {
      kraken.quote({ USD: 1.6 });
      return plain(await approx(page).innerText()) === '≈ €6.25';
    }, 'the price in euros moves');
    expect(await height()).toBe(before);
    await page.getByLabel('Or your own maximum').fill('32');
    await page.locator('#bid .approx').filter({ hasText: '≈ €20' }).waitFor();

    await approx(page).focus();
    await page.keyboard.press('Enter');
    const note = page.locator('#approx-note');
    await note.getByText(/reckoned at these rates: Kraken, \d+ \w+ \d{4}/).waitFor();
    expect(await approx(page).getAttribute('aria-describedby')).toBe('approx-said');
    await page.keyboard.press('Escape');
    await note.waitFor({ state: 'hidden' });
    kraken.quote({ USD: 1.25 });
    await approxIs(page, '≈ €8');

    await choose(page, '');
    expect(await page.locator('.approx').count()).toBe(0);
  });

  test('a signed-in person’s choice is that of his account, on every device', async () => {
    const page = await windowAt(`/auctions/${slug}`, ada);
    await choose(page, 'GBP');
    await approxIs(page, '≈ £6.40');
    const other = await windowAt(`/lots/${lotId}`, ada);
    await approxIs(other, '≈ £6.40');
    const account = await windowAt('/account', ada);
    expect(await account.locator('main select[name=currency]').inputValue()).toBe('GBP');
    await choose(other, '');
    await page.reload();
    expect(await page.locator('.approx').count()).toBe(0);
  });

  test('a course is read by keys, drawn closer, and stands as a table', async () => {
    const page = await windowAt('/rates?base=EUR&pair=EUR-CHF&range=hour');
    const line = page.getByRole('slider', { name: 'EUR / CHF over time' });
    await page.locator('.uplot canvas').waitFor();
    const count = async () => Number(await line.getAttribute('aria-valuemax'));
    const known = await count();
    kraken.quote({ CHF: 0.97 });
    await shows(page, 'EUR-CHF', '0.97000');
    await until(async () => (await count()) > known, 'the course goes on');
    await line.focus();
    await line.press('Home');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^0\.95000 at /);
    await line.press('End');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^0\.97000 at /);
    const all = page.getByRole('button', { name: 'Show all' });
    expect(await all.isDisabled()).toBe(true);
    await line.press('+');
    expect(await all.isEnabled()).toBe(true);
    await line.press('0');
    expect(await all.isDisabled()).toBe(true);
    const drawn = (await page.locator('.uplot .u-over').boundingBox())!;
    await page.mouse.move(drawn.x + drawn.width * 0.3, drawn.y + 40);
    await page.mouse.down();
    await page.mouse.move(drawn.x + drawn.width * 0.7, drawn.y + 60, { steps: 4 });
    await page.mouse.up();
    expect(await all.isEnabled()).toBe(true);
    await page.getByText(/As a table/).click();
    expect(await page.locator('details table tbody tr').count()).toBeGreaterThanOrEqual(2);

    await page.getByRole('link', { name: '1 year' }).click();
    await page.waitForURL(/range=year/);
    await page.locator('a[aria-current=true]', { hasText: '1 year' }).waitFor();
  });

  test('on the front page a card has them, folds, and stays folded', async () => {
    const page = await windowAt('/');
    const card = page.getByRole('complementary', { name: 'Currency rates' });
    await card.scrollIntoViewIfNeeded();
    await card.getByRole('link', { name: 'USD / EUR' }).waitFor();
    const place = () => card.evaluate((part) => part.clientHeight);
    const kept = await place();
    kraken.quote({ GBP: 0.75 });
    await card.locator('[data-card-rate]', { hasText: '0.60000' }).waitFor();
    expect(await place()).toBe(kept);
    await card.getByRole('button').click();
    await page.reload();
    expect(await card.getByRole('button').getAttribute('aria-expanded')).toBe('false');
    await page.goto(`/auctions/${slug}`);
    // It is there once it is seen, and how far down it stands depends on what happened in the house.
    await card.scrollIntoViewIfNeeded();
    await card.getByRole('button').click();
    await card.getByRole('link', { name: 'USD / GBP' }).waitFor();
    kraken.quote({ GBP: 0.8 });
    await card.locator('[data-card-rate]', { hasText: '0.64000' }).waitFor();
  });

  test('without JavaScript everything is read, and both choosers work', async () => {
    const context = await browser.newContext({ baseURL: house.url, locale: 'en-GB', javaScriptEnabled: false });
    contexts.push(context);
    const page = await context.newPage();
    await page.goto('/rates?base=USD&pair=USD-JPY');
    expect(await rateOf(page, 'USD-JPY').innerText()).toBe('144.00');
    expect(await page.locator('main').innerText()).toMatch(/Kraken,\s+\d+ \w+ \d{4}/);
    await page.getByLabel('One unit of').selectOption('GBP');
    await page.locator('main').getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/base=GBP/);
    expect(await rateOf(page, 'GBP-EUR').innerText()).toBe('1.2500');
    await page.goto(`/lots/${lotId}`);
    await choose(page, 'JPY');
    expect(plain(await approx(page).innerText())).toBe('≈ ¥1,440');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on rates and beside prices, %s', async (colorScheme) => {
    const page = await windowAt('/rates?range=hour');
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator('.uplot canvas').waitFor();
    const found = await findings(page);
    await choose(page, 'GBP');
    await page.goto(`/lots/${lotId}`);
    await approx(page).click();
    found.push(...(await findings(page)));
    await page.goto(`/auctions/${slug}`);
    found.push(...(await findings(page)));
    expect(found).toEqual([]);
  });

  test('a house without rates says so, and offers no currency', async () => {
    await house.stop();
    const quiet = await aHouse({ DATA_DIR: house.dataDir, RATES_PROVIDER: 'off' });
    try {
      await quiet.start();
      const { page } = await openWindow(browser, quiet.url, errors);
      await page.goto('/rates');
      await page.getByText('This house shows no currency rates.').waitFor();
      expect(await page.getByLabel('Prices also in').count()).toBe(0);
    } finally {
      await quiet.remove();
    }
  });

  test('no page threw an error', () => {
    expect(errors).toEqual([]);
  });
});
