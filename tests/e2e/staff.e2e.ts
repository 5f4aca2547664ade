import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { lotWindow } from './lot-page.ts';
import { PASSWORD, send, signIn, signUp } from './people.ts';
import { putSale } from './sale.ts';

const root = join(import.meta.dirname, '../..');
const picture = (name: string) => ({
  name: `${name}.png`,
  mimeType: 'image/png',
  buffer: readFileSync(join(root, 'demo/images', name)),
});
const torture = join(root, '../shared/data/torture/images/pngsuite-bad/xcsn0g01.png');
/** The torture folder lies beside the project; where it does not, a PNG that ends early stands in. */
const damaged = existsSync(torture) ? readFileSync(torture) : picture('tt2-ducks.jpg').buffer.subarray(0, 3_000);

async function windowOf(
  browser: Browser,
  house: HouseProcess,
  cookie: string,
  errors: string[],
): Promise<{ page: Page; context: BrowserContext }> {
  const window = await openWindow(browser, house.url, errors);
  const [name, ...value] = cookie.split('=');
  if (cookie) await window.context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
  return window;
}

describe.skipIf(!chromiumPath)(`the staff pages (${noBrowser})`, () => {
  let browser: Browser;
  const houses: HouseProcess[] = [];
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const house of houses.splice(0)) await house.remove();
  });
  afterAll(() => browser?.close());
  const open = async (env: Record<string, string> = {}): Promise<HouseProcess> => {
    const house = await aHouse(env);
    houses.push(house);
    return house;
  };

  test('an owner adds, orders, describes, removes and brings back pictures; strangers and bidders do not', async () => {
    const house = await open();
    const { lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 900_000 }] },
    );
    const path = `/staff/lots/${lotIds[0]}/pictures`;
    await house.start();
    const owner = await signUp(house.url, 'Olga');
    const bidder = await signUp(house.url, 'Bo');

    const { page: strangers } = await windowOf(browser, house, '', errors);
    await strangers.goto(path);
    expect(new URL(strangers.url()).pathname).toBe('/sign-in');
    await strangers.getByLabel('E-mail').fill(owner.email);
    await strangers.getByLabel('Password').fill(PASSWORD);
    await strangers.getByRole('button', { name: 'Sign in' }).click();
    await strangers.waitForURL(`**${path}`);
    const { page: bidders } = await windowOf(browser, house, bidder.cookie, errors);
    expect((await bidders.goto(path))?.status()).toBe(403);
    await bidders.getByText('This page is not open to you').waitFor();
    await bidders.goto(`/lots/${lotIds[0]}`);
    expect(await bidders.getByRole('link', { name: 'Edit pictures' }).count()).toBe(0);

    const page = strangers;
    await page.goto(`/lots/${lotIds[0]}`);
    await page.getByRole('link', { name: 'Edit pictures' }).click();
    await page.getByText('This lot has no pictures yet.').waitFor();
    await page.getByLabel('Choose pictures').setInputFiles([
      picture('tt2-ducks.jpg'),
      { name: 'chair.png', mimeType: 'image/png', buffer: damaged },
      {
        name: 'drawing.svg.png',
        mimeType: 'image/png',
        buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      },
      { name: 'huge.png', mimeType: 'image/png', buffer: Buffer.alloc(15 * 1024 * 1024 + 1) },
      picture('tt2-bird-on-gray.jpg'),
    ]);
    const upload = (name: string) => page.locator('li', { hasText: name });
    await upload('tt2-bird-on-gray.jpg').getByText('Added', { exact: true }).waitFor({ timeout: 60_000 });
    await upload('chair.png').getByText('Not taken: the file is damaged').waitFor();
    await upload('drawing.svg.png').getByText('Not taken: this file is not a JPEG').waitFor();
    await upload('huge.png').getByText('Not taken: it is larger than 15 MB').waitFor();
    await page.getByRole('button', { name: 'Put away: huge.png' }).click();
    expect(await upload('huge.png').count()).toBe(0);

    const items = page.locator('[data-picture]');
    expect(await items.count()).toBe(2);
    const hashes = () => items.evaluateAll((all) => all.map((item) => (item as HTMLElement).dataset['picture']!));
    const [ducks, bird] = await hashes();
    await items.nth(1).getByLabel('What it shows').fill('A bird on grey paper');
    // What is being typed in one place outlives a change in another.
    await items.nth(0).getByLabel('What it shows').fill('Ducks');
    await items.nth(0).getByLabel('What it shows').press('Enter');
    await page.getByText('Saved.').waitFor();
    expect(await items.nth(1).getByLabel('What it shows').inputValue()).toBe('A bird on grey paper');
    await page.getByRole('button', { name: 'Save the words of picture 2' }).click();
    await expect.poll(() => page.getByText('Not saved yet').count()).toBe(0);

    const earlier = page.getByRole('button', { name: 'Move picture 2 one place earlier' });
    await earlier.focus();
    await page.keyboard.press('Enter');
    await expect.poll(hashes).toEqual([bird, ducks]);
    await page.getByText('Moved to place 1 of 2.').waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Move picture 1 one place later');

    await page.getByRole('button', { name: 'Remove picture 1' }).click();
    await expect.poll(hashes).toEqual([ducks]);
    await page.getByRole('button', { name: 'Put it back' }).click();
    await expect.poll(hashes).toEqual([bird, ducks]);

    await bidders.reload();
    await bidders.getByRole('img', { name: 'A bird on grey paper' }).waitFor();
    expect(await bidders.getByRole('img', { name: 'A bird on grey paper' }).evaluate(isDrawn)).toBe(true);
    expect(errors).toEqual([]);
  });

  test('one picture is added without JavaScript, and a refused one keeps the words', async () => {
    const house = await open();
    const { lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 900_000 }] },
    );
    await house.start();
    const { cookie } = await signUp(house.url, 'Olga');
    const context = await browser.newContext({ baseURL: house.url, locale: 'en-GB', javaScriptEnabled: false });
    const [name, ...value] = cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    const page = await context.newPage();
    await page.goto(`/staff/lots/${lotIds[0]}/pictures`);
    await page.getByLabel('What it shows').fill('Ducks & drakes');
    await page.getByLabel('Choose a picture').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: damaged });
    await page.getByRole('button', { name: 'Add this picture' }).click();
    await page.getByText('Not taken: the file is damaged').waitFor();
    expect(await page.getByLabel('What it shows').inputValue()).toBe('Ducks & drakes');
    await page.getByLabel('Choose a picture').setInputFiles(picture('tt2-ducks.jpg'));
    await page.getByRole('button', { name: 'Add this picture' }).click();
    await page.getByText('The picture was added.').waitFor({ timeout: 30_000 });
    expect(await page.locator('[data-picture] input[name=alt]').inputValue()).toBe('Ducks & drakes');
    await page.getByRole('button', { name: 'Remove picture 1' }).click();
    await page.getByRole('button', { name: 'Put it back' }).click();
    await page.getByText('The picture is back.').waitFor();
    expect(await page.locator('[data-picture]').count()).toBe(1);
    await context.close();
  });

  test('an owner approves, bans and raises people', async () => {
    // Served elsewhere by its name, so that nobody is approved by himself; the browser still finds it here.
    const house = await open({ PUBLIC_URL: 'http://house.test' });
    await house.start();
    const local = `http://localhost:${house.port}`;
    const post = (path: string, body: object, cookie = '') =>
      fetch(`${local}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://house.test', cookie },
        body: JSON.stringify(body),
      });
    const person = async (name: string) => {
      const email = `${name.toLowerCase()}@journey.test`;
      await post('/api/auth/sign-up/email', { name, email, password: PASSWORD });
      const answer = await post('/api/auth/sign-in/email', { email, password: PASSWORD });
      return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    };
    const olga = await person('Olga');
    const token = /owner\?token=([\w-]+)/.exec(house.output())![1]!;
    expect((await post('/api/owner/claim', { token }, olga)).status).toBe(200);
    const wim = await person('Wim');

    const own = await (
      await import('playwright-core')
    ).chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', `--host-resolver-rules=MAP house.test:80 127.0.0.1:${house.port}, MAP house.test [::1]`],
    });
    try {
      const context = await own.newContext({ baseURL: 'http://house.test', locale: 'en-GB' });
      const [name, ...value] = olga.split('=');
      await context.addCookies([{ name: name!, value: value.join('='), url: 'http://house.test' }]);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.goto('/staff');
      await page.getByRole('link', { name: '1 person waits for approval' }).click();
      await page.getByRole('button', { name: 'Approve Wim' }).click();
      await page.getByText('Wim may bid now.').waitFor();
      await page.getByText('Nobody waits.').waitFor();
      const me = async () => (await (await fetch(`${local}/api/me`, { headers: { cookie: wim } })).json()).person;
      expect(await me()).toMatchObject({ approved: true, role: 'bidder' });

      await page.getByLabel('Name or address').fill('wim');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('link', { name: 'More about Wim' }).click();
      await page.getByRole('combobox', { name: 'Role' }).selectOption('staff');
      await page.getByRole('button', { name: 'Change the role of Wim' }).click();
      await page.getByText('Tick “Yes, I mean it” first.').waitFor();
      expect(await page.getByRole('combobox', { name: 'Role' }).inputValue()).toBe('staff');
      expect(await me()).toMatchObject({ role: 'bidder' });
      await page.getByLabel('Yes, I mean it').first().check();
      await page.getByRole('button', { name: 'Change the role of Wim' }).click();
      await page.getByText('Wim: staff from now on.').waitFor();
      expect(await me()).toMatchObject({ role: 'staff' });
      await page.getByLabel('Yes, I mean it').last().check();
      await page.getByRole('button', { name: 'Ban Wim' }).click();
      await page.getByText('Wim is banned.').waitFor();
      expect(await me()).toBeNull();
      await page.getByRole('button', { name: 'Lift the ban on Wim' }).click();
      await page.getByText('Wim may sign in again.').waitFor();
      expect(errors).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('an owner removes the demo while robots bid and a visitor watches', async () => {
    const house = await open({ DEMO: 'on' });
    await house.start();
    const auctions = (await (await fetch(`${house.url}/api/auctions`)).json()) as { items: { slug: string }[] };
    const lots = (await (await fetch(`${house.url}/api/auctions/${auctions.items[0]!.slug}/lots`)).json()) as {
      items: { id: string }[];
    };
    const demos = await windowOf(browser, house, await signIn(house.url, 'owner@demo.test', 'demo-demo-demo'), errors);
    await demos.page.goto('/staff/demo');
    await demos.page.getByText('This house has no owner of its own yet').waitFor();
    expect(await demos.page.getByRole('button', { name: 'Remove the demo' }).count()).toBe(0);
    await demos.context.close();

    const visitors = await windowOf(browser, house, '', errors);
    await visitors.page.goto(`/lots/${lots.items.at(-1)!.id}`);
    const catalogue = await windowOf(browser, house, '', errors);
    await catalogue.page.goto(`/auctions/${auctions.items[0]!.slug}`);

    const owner = await signUp(house.url, 'Olga');
    const { page } = await windowOf(browser, house, owner.cookie, errors);
    await page.goto('/staff');
    await page.getByRole('navigation', { name: 'Staff pages' }).getByRole('link', { name: 'The demo' }).click();
    await page.getByText('2 auctions with 36 lots, 13 people').waitFor();
    await page.getByRole('button', { name: 'Remove the demo' }).click();
    await page.getByText('Tick the box first').waitFor();
    await page.getByLabel('Remove it; I know').check();
    await page.getByRole('button', { name: 'Remove the demo' }).click();
    await page.getByText('The demo is gone. The house is yours.').waitFor({ timeout: 60_000 });

    await lotWindow(visitors.page, visitors.context).sees('This lot no longer exists', 20_000);
    await catalogue.page.getByText('This page is not in the catalogue').waitFor({ timeout: 60_000 });
    await page.goto('/');
    expect(await page.getByText('This is a demonstration').count()).toBe(0);
    expect(
      (await send(house.url, '/api/auth/sign-in/email', { email: 'ada@demo.test', password: 'demo-demo-demo' })).status,
    ).toBe(401);
    expect(house.output()).not.toContain('"level":50');
    expect(errors).toEqual([]);
  });
});

/** Runs in the page: whether an image was really decoded. */
const isDrawn = (image: Element): boolean =>
  image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
