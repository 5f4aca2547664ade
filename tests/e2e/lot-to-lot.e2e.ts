import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser } from './browser.ts';
import { alive, FindingStage, shows, TITLES } from './finding-stage.ts';

describe.skipIf(!chromiumPath)(`from one lot to another (${noBrowser})`, () => {
  const stage = new FindingStage();

  test('from lot to lot by keys, in the order that was chosen', async () => {
    const { page } = await stage.open();
    await page.goto(`/auctions/${stage.sale.slug}?q=chair&sort=ending`);
    await alive(page);
    await page.getByRole('link', { name: 'A folding chair' }).click();
    await page.getByText('1 of 3').waitFor();
    const isAt = async (number: number) => {
      await page.waitForURL(`**/lots/${stage.sale.lotIds[number - 1]}`);
      await page.getByRole('heading', { level: 1, name: TITLES[number - 1]! }).waitFor();
    };
    for (const [key, number] of [
      ['j', 3],
      ['ArrowRight', 1],
      ['k', 3],
    ] as const) {
      await page.keyboard.press(key);
      await isAt(number);
    }
    await page.getByLabel('Or your own maximum').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await isAt(3);
    await page.getByLabel('Or your own maximum').blur();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys on a lot page' });
    await help.waitFor();
    await help.getByLabel('Use the letter keys').uncheck();
    await page.keyboard.press('Escape');
    // Its roles end at once; its box, which keys go to as long as it has the focus, a moment later.
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowLeft');
    await isAt(5);
    await page.getByRole('link', { name: 'Back to your selection' }).click();
    await shows(page, [5, 3, 1]);

    // Who comes by a link walks through the catalogue.
    await page.evaluate(() => sessionStorage.clear());
    await page.context().clearCookies({ name: 'zone' });
    await page.goto(`/lots/${stage.sale.lotIds[1]}`);
    await alive(page);
    await page.keyboard.press('ArrowRight');
    await isAt(3);
  });

  test('a swipe turns the page, and scrolling does not', async () => {
    const { page, context } = await stage.window({
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    await page.goto(`/lots/${stage.sale.lotIds[1]}`);
    await alive(page);
    const wire = await context.newCDPSession(page);
    const swipe = async (from: [number, number], to: [number, number]) => {
      const at = ([x, y]: [number, number]) => [{ x, y }];
      await wire.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
      await wire.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(to) });
      await wire.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await swipe([200, 300], [190, 600]);
    await swipe([300, 500], [120, 490]);
    await page.waitForURL(`**/lots/${stage.sale.lotIds[2]}`);
    await swipe([120, 500], [310, 510]);
    await page.waitForURL(`**/lots/${stage.sale.lotIds[1]}`);
  });

  test('lots that were looked at come back, from this browser alone', async () => {
    const { page } = await stage.open();
    for (const id of stage.sale.lotIds.slice(0, 2)) {
      await page.goto(`/lots/${id}`);
      await page.waitForFunction((seen) => localStorage.getItem('rostrum:seen')?.includes(seen), id);
    }
    const strip = page.getByRole('region', { name: 'Recently seen' });
    await strip.getByRole('link', { name: TITLES[0]! }).waitFor();
    expect(await strip.getByRole('link').count()).toBe(1);
    await page.goto('/');
    await strip.getByRole('link', { name: TITLES[1]! }).waitFor();
    expect(await strip.getByRole('link').allTextContents()).toEqual([TITLES[1], TITLES[0]]);
    await strip.getByRole('button', { name: 'Clear this list' }).click();
    await strip.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => localStorage.getItem('rostrum:seen'))).toBeNull();
  });

  test('a link can be copied, and tells what it leads to', async () => {
    const { page, context } = await stage.open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stage.house.url });
    const address = `${stage.house.url}/lots/${stage.sale.lotIds[0]}`;
    await page.goto(`${address}?utm_source=mail`);
    await alive(page);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.locator('[aria-live=polite]', { hasText: 'Link copied' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    const content = (selector: string) => page.locator(selector).getAttribute('content');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(address);
    expect(await content('meta[property="og:url"]')).toBe(address);
    expect(await content('meta[property="og:title"]')).toBe('A walnut chair');
    expect(await content('meta[property="og:description"]')).toContain('Lot 1');
    expect(await content('meta[name="twitter:card"]')).toBe('summary_large_image');
    expect(await content('meta[property="og:image"]')).toContain(
      `${stage.house.url}/previews/lots/${stage.sale.lotIds[0]}.jpg?lang=en`,
    );
  });

  test('a picture that cannot be had says so, and the page stands as it stood', async () => {
    const { page } = await stage.open();
    await page.addInitScript(() => {
      const shifts = { sum: 0 };
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`/auctions/${stage.sale.slug}?q=lantern`);
    await page.locator('.catalogue').getByText('The picture did not load.').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum)).toBe(0);
    await page.goto(`/lots/${stage.sale.lotIds[1]}`);
    await page
      .getByRole('img', { name: 'A lantern' })
      .filter({ hasText: 'The picture did not load.' })
      .first()
      .waitFor();
  });
});
