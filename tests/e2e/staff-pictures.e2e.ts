import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser } from './browser.ts';
import { PASSWORD, signUp } from './people.ts';
import { putSale } from './sale.ts';
import { StaffStage } from './staff-stage.ts';

const root = join(import.meta.dirname, '../..');
const picture = (name: string) => ({
  name: `${name}.png`,
  mimeType: 'image/png',
  buffer: readFileSync(join(root, 'demo/images', name)),
});
const torture = join(root, '../shared/data/torture/images/pngsuite-bad/xcsn0g01.png');
/** The torture folder lies beside the project; where it does not, a PNG that ends early stands in. */
const damaged = existsSync(torture) ? readFileSync(torture) : picture('tt2-ducks.jpg').buffer.subarray(0, 3_000);

describe.skipIf(!chromiumPath)(`the pictures of a lot, for staff (${noBrowser})`, () => {
  const stage = new StaffStage();

  test('an owner adds, orders, describes, removes and brings back pictures; strangers and bidders do not', async () => {
    const house = await stage.open();
    const { lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 900_000 }] },
    );
    const path = `/staff/lots/${lotIds[0]}/pictures`;
    await house.start();
    const owner = await signUp(house.url, 'Olga');
    const bidder = await signUp(house.url, 'Bo');

    const { page: strangers } = await stage.windowOf(house, '');
    await strangers.goto(path);
    expect(new URL(strangers.url()).pathname).toBe('/sign-in');
    await strangers.getByLabel('E-mail').fill(owner.email);
    await strangers.getByLabel('Password').fill(PASSWORD);
    await strangers.getByRole('button', { name: 'Sign in' }).click();
    await strangers.waitForURL(`**${path}`);
    const { page: bidders } = await stage.windowOf(house, bidder.cookie);
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
    expect(stage.errors).toEqual([]);
  });

  test('one picture is added without JavaScript, and a refused one keeps the words', async () => {
    const house = await stage.open();
    const { lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 900_000 }] },
    );
    await house.start();
    const { cookie } = await signUp(house.url, 'Olga');
    const context = await stage.browser.newContext({ baseURL: house.url, locale: 'en-GB', javaScriptEnabled: false });
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
});

/** Runs in the page: whether an image was really decoded. */
const isDrawn = (image: Element): boolean =>
  image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
