import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { signUp } from './people.ts';
import { putSale } from './sale.ts';

const images = join(import.meta.dirname, '../../demo/images');
const PICTURES = ['tt2-ducks.jpg', 'tt2-bird-on-gray.jpg', 'tt1-Daffodils.jpg'];

describe.skipIf(!chromiumPath)(`the gallery of a lot (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let lotId = '';
  const errors: string[] = [];
  beforeAll(async () => {
    house = await aHouse();
    const lots = [{ title: 'Three prints', openingMinor: 1000, closesInMs: 1_800_000 }];
    lotId = (await putSale({ dataDir: house.dataDir }, { lots })).lotIds[0]!;
    await house.start();
    const owner = await signUp(house.url, 'Olga');
    for (const name of PICTURES) {
      const answer = await fetch(`${house.url}/api/staff/lots/${lotId}/pictures?alt=${name}`, {
        method: 'POST',
        headers: { 'content-type': 'image/jpeg', origin: house.url, cookie: owner.cookie },
        body: readFileSync(join(images, name)),
      });
      expect(answer.status).toBe(201);
    }
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (): Promise<Page> => {
    const { page } = await openWindow(browser, house.url, errors);
    await page.goto(`/lots/${lotId}`);
    // Steps can be pressed once the page is alive.
    await page.locator('#bid form button[type=button]:enabled').first().waitFor();
    return page;
  };
  const inFull = async (page: Page) => {
    const frame = page.locator('dialog [data-scale]');
    const sees = (words: string) => page.locator('dialog').getByText(words).waitFor();
    await sees('Picture 1 of 3');
    return { sees, frame, scale: async () => Number(await frame.getAttribute('data-scale')) };
  };

  test('keys turn, enlarge and move the pictures, and the focus comes back', async () => {
    const page = await open();
    await page.locator('figure a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('figure').getByText('2 / 3').waitFor();
    await page.keyboard.press('End');
    await page.locator('figure').getByText('3 / 3').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const { scale, sees } = await inFull(page);
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    expect(await scale()).toBeCloseTo(2.25, 1);
    const before = await placed(page);
    await page.keyboard.press('ArrowRight');
    expect(await placed(page)).not.toBe(before);
    await page.keyboard.press('0');
    expect(await scale()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await sees('Picture 2 of 3');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.closest('figure') !== null)).toBe(true);
    await page.context().close();
  });

  test('a wheel, two presses and two fingers enlarge, a finger turns', async () => {
    const page = await open();
    await page.locator('figure a').first().click();
    const { scale, sees, frame } = await inFull(page);
    const box = (await frame.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -400);
    await expect.poll(scale).toBeGreaterThan(1.5);
    await page.keyboard.press('0');
    await page.mouse.dblclick(x, y);
    await expect.poll(scale).toBeGreaterThan(1.5);
    await page.keyboard.press('0');

    const fingers = await page.context().newCDPSession(page);
    await drag(fingers, [
      [x - 30, y, x - 160, y],
      [x + 30, y, x + 160, y],
    ]);
    await expect.poll(scale).toBeGreaterThan(2);
    await page.keyboard.press('0');
    await drag(fingers, [[x + 100, y, x - 100, y]]);
    await sees('Picture 2 of 3');
    await page.context().close();
  });

  test('no page threw an error', () => {
    expect(errors).toEqual([]);
  });
});

/** How the picture is placed in the window. */
function placed(page: Page): Promise<string | null> {
  return page.locator('dialog .placed').getAttribute('style');
}

/** Moves fingers over the glass, each from a point to another. */
async function drag(glass: CDPSession, fingers: [number, number, number, number][]): Promise<void> {
  const STEPS = 8;
  for (let step = 0; step <= STEPS; step++) {
    const touchPoints = fingers.map(([fromX, fromY, toX, toY], id) => ({
      id,
      x: fromX + ((toX - fromX) * step) / STEPS,
      y: fromY + ((toY - fromY) * step) / STEPS,
    }));
    await glass.send('Input.dispatchTouchEvent', { type: step === 0 ? 'touchStart' : 'touchMove', touchPoints });
  }
  await glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
