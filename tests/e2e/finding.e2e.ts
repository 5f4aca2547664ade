import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser } from './browser.ts';
import { alive, FindingStage, shows } from './finding-stage.ts';
import { bidders, send } from './people.ts';

const naughty = join(import.meta.dirname, '../../../shared/data/torture/blns.json');
const missing = existsSync(naughty) ? '' : ' (skipped: ../shared/data/torture/blns.json is not here)';

describe.skipIf(!chromiumPath)(`finding lots (${noBrowser})`, () => {
  const stage = new FindingStage();

  test('without JavaScript a form and its address do', async () => {
    const { page } = await stage.window({ javaScriptEnabled: false });
    await page.goto(`/auctions/${stage.sale.slug}`);
    await shows(page, [1, 2, 3, 4, 5]);
    await page.getByLabel('Search this catalogue').fill('chair');
    await page.getByLabel('Price to').fill('40');
    await page.getByLabel('Sort by').selectOption('ending');
    await page.getByRole('button', { name: 'Show lots' }).click();
    await shows(page, [3, 1]);
    expect(await page.locator('#found').textContent()).toContain('2 of 5 lots');
    await page.getByRole('link', { name: 'Remove filter: to $40' }).click();
    await shows(page, [5, 3, 1]);
    expect(await page.getByLabel('Search this catalogue').inputValue()).toBe('chair');
    await page.goto(`/auctions/${stage.sale.slug}?status=sold`);
    await page.getByText('No lot fits.').waitFor();
  });

  test('with it every change is shown at once, and said', async () => {
    const { page } = await stage.open();
    await page.goto(`/auctions/${stage.sale.slug}`);
    await alive(page);
    const field = page.getByLabel('Search this catalogue');
    await field.pressSequentially('chair');
    await shows(page, [1, 3, 5]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-q');
    await page.locator('[aria-live=polite]', { hasText: '3 lots' }).waitFor({ state: 'attached' });
    expect(new URL(page.url()).search).toBe('?q=chair');
    await page.getByLabel('Price from').fill('25');
    await shows(page, [3, 5]);
    await page.getByLabel('Price from').fill('a lot');
    await page.getByText('This is not an amount; it is left out.').waitFor();
    await shows(page, [1, 3, 5]);
    await page.getByRole('link', { name: 'Clear all' }).click();
    await shows(page, [1, 2, 3, 4, 5]);
    expect(await field.inputValue()).toBe('');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('found');
    await page.getByLabel('Sort by').selectOption('ending');
    await shows(page, [5, 4, 3, 2, 1]);
    await page.goBack();
    await shows(page, [1, 2, 3, 4, 5]);
    expect(await page.getByLabel('Sort by').inputValue()).toBe('number');
  });

  test('rows wait until nobody points at them', async () => {
    const [ada] = await bidders(stage.house.url, stage.sale.slug, 1);
    const { page } = await stage.open();
    await page.goto(`/auctions/${stage.sale.slug}?sort=bids`);
    await alive(page);
    await shows(page, [1, 2, 3, 4, 5]);
    await page.locator('.catalogue li').first().hover();
    const answer = await send(
      stage.house.url,
      `/api/lots/${stage.sale.lotIds[3]}/bids`,
      { id: crypto.randomUUID(), lotId: stage.sale.lotIds[3], maxMinor: 9_000 },
      ada!.cookie,
    );
    expect(answer.status).toBe(200);
    await page.locator('.catalogue li', { hasText: 'A plain stool' }).getByText('1 bid').waitFor();
    await shows(page, [1, 2, 3, 4, 5]);
    await page.mouse.move(1, 1);
    await shows(page, [4, 1, 2, 3, 5]);
  });

  test('over all auctions, from the head of any page', async () => {
    const { page } = await stage.open();
    await page.goto('/');
    await page.getByRole('searchbox', { name: 'Search all lots' }).fill('<b>chair');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=*');
    await page.getByText('No lot fits.').waitFor();
    await alive(page);
    await page.getByLabel('Search all lots').fill('chair');
    await shows(page, [5, 3, 1]);
    await page.getByText('Lot 5 · The Journey Sale').waitFor();
  });

  test.skipIf(missing !== '')(
    `every naughty text is only a text on a page${missing}`,
    async () => {
      const { page } = await stage.open();
      /** What of a page could act: its scripts, frames and handlers, as a browser reads the HTML. */
      const acting = (html: string) =>
        page.evaluate((source) => {
          const all = [...new DOMParser().parseFromString(source, 'text/html').querySelectorAll('*')];
          const handlers = all.flatMap((element) =>
            element.getAttributeNames().filter((name) => name.startsWith('on')),
          );
          const links = all.filter((element) =>
            /^\s*(javascript|data|vbscript):/i.test(element.getAttribute('href') ?? ''),
          );
          const names = all
            .map(({ localName }) => localName)
            .filter((name) => /script|iframe|object|embed|svg/.test(name));
          return [...names, ...handlers, ...links.map((link) => link.outerHTML)].join(' ');
        }, html);
      const ask = async (text: string) => {
        const answer = await fetch(
          `${stage.house.url}/search?${new URLSearchParams({ q: text, category: text, min: text })}`,
        );
        expect(answer.status, JSON.stringify(text)).toBeLessThan(500);
        return answer.text();
      };
      const harmless = await acting(await ask('harmless'));
      for (const text of JSON.parse(readFileSync(naughty, 'utf8')) as string[]) {
        const html = await ask(text);
        if (/[<>"':]/.test(text)) expect(await acting(html), JSON.stringify(text)).toBe(harmless);
      }
    },
    300_000,
  );
});
