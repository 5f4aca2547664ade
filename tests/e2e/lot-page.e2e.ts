import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openWindow } from './browser.ts';
import { lotOf } from './ledger.ts';
import { LotPageStage, maximumField } from './lot-page-stage.ts';

describe.skipIf(!chromiumPath)(`the lot page (${noBrowser})`, () => {
  const stage = new LotPageStage();

  test('says what it costs to win, and asks before what may be a slip', async () => {
    const { page, sees } = await stage.open(stage.ada);
    await maximumField(page).fill('19.50');
    await sees('If you win at $19.50 you pay $23.40: premium $3.90.');
    await maximumField(page).fill('50');
    await page.getByRole('button', { name: 'Bid up to $50', exact: true }).click();
    await sees(/\$50 is 5 times the next bid of \$10/);
    await page.getByRole('button', { name: 'Change the amount' }).click();
    expect(await maximumField(page).inputValue()).toBe('50');
    await maximumField(page).fill('45');
    await maximumField(page).press('Enter');
    await sees(/\$45 is more than the house expects: its estimate ends at \$40/);
    await page.getByRole('button', { name: 'Yes, bid up to $45' }).click();
    await sees(/You lead at \$10/);
    expect(await lotOf(stage.house.url, stage.lotId)).toMatchObject({ bidCount: 1, priceMinor: 1000 });
  });

  test('says why somebody does not lead, and offers the next step at once', async () => {
    await stage.bidBy(stage.ada, 2_000);
    const { page, bid, sees } = await stage.open(stage.bo);
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
    await stage.bidBy(stage.ada, 1_500);
    const bos = await stage.open(stage.bo);
    await bos.bid('900');
    await bos.sees(/You lead at \$15.50/);
    await bos.page.getByRole('button', { name: 'I made a mistake' }).click();
    await bos.page.getByLabel(/What went wrong/).fill('I meant 9.00');
    await bos.page.getByRole('button', { name: 'Ask the house to void it' }).click();
    await bos.sees(/The bid stands until the house answers/);

    const staff = await stage.open(stage.owner, '/staff/mistakes');
    await staff.sees('I meant 9.00');
    await staff.sees(/price \$15.50 → \$10 · leader 102 → 101 · 2 people will be told/);
    await staff.page.getByRole('link', { name: 'Void the bid' }).click();
    await staff.page.getByLabel(/What the bidder reads/).fill('No harm done.');
    await staff.page.getByRole('button', { name: 'Yes, void it' }).click();
    await staff.sees('The bid is void.');

    await bos.sees('The house voided your bid. It no longer counts.');
    await bos.sees(/It says: “No harm done.”/);
    await bos.sees('$10');
    expect(await lotOf(stage.house.url, stage.lotId)).toMatchObject({ priceMinor: 1000, leader: 101 });
  });

  test('a mistake that the house lets stand: its bidder reads why, and keeps the lot', async () => {
    const bos = await stage.open(stage.bo);
    await bos.bid('30');
    await bos.sees(/You lead at \$10/);
    await bos.page.getByRole('button', { name: 'I made a mistake' }).click();
    await bos.page.getByLabel(/What went wrong/).fill('I like another chair better');
    await bos.page.getByRole('button', { name: 'Ask the house to void it' }).click();
    await bos.sees(/The bid stands until the house answers/);

    const staff = await stage.open(stage.owner, '/staff/mistakes');
    const asked = staff.page.locator('[data-mistake]').filter({ hasText: 'I like another chair better' });
    await asked.getByLabel(/What the bidder reads/).fill('A change of mind is none.');
    await asked.getByRole('button', { name: 'Let it stand' }).click();
    await staff.sees('The bid stands, and its bidder can read why.');

    await bos.sees('You called your bid a mistake. The house lets it stand.', 30_000);
    await bos.sees(/A change of mind is none/);
    expect(await lotOf(stage.house.url, stage.lotId)).toMatchObject({ priceMinor: 1000, leader: 102 });
  });

  test('the price is drawn once it is seen, goes on live, and is read by keys and as a table', async () => {
    await stage.bidBy(stage.ada, 2_000);
    const { page, sees } = await stage.open(null);
    await sees(/One bid so far: \$10/);
    expect(await page.locator('.uplot').count()).toBe(0);
    await stage.bidBy(stage.bo, 1_500);
    const line = page.getByRole('slider', { name: 'Price over time' });
    await page.locator('#price-line').evaluate((heading) => heading.scrollIntoView());
    await page.locator('.uplot canvas').waitFor();
    await sees(/From \$10 to \$15.50 in 2 bids/);
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^\$15.50 at /);
    await line.press('Home');
    expect(await line.getAttribute('aria-valuetext')).toMatch(/^\$10 at /);
    await stage.bidBy(stage.bo, 3_000);
    await sees(/From \$10 to \$20.50 in 3 bids/);
    expect(await line.getAttribute('aria-valuemax')).toBe('3');
    expect(await page.locator('table[aria-describedby=price-line-summary] [data-bid]').count()).toBe(3);
  });

  test.each([3_600_000, -3_600_000])('a device whose clock is wrong by %d ms counts down rightly', async (wrongMs) => {
    const { context, page } = await openWindow(stage.browser, stage.house.url, stage.errors);
    stage.contexts.push(context);
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
    await page.goto(`/lots/${stage.lotId}`);
    const timer = page.getByRole('timer').first();
    const shown = async (): Promise<number> => {
      const [, minutes = '0', seconds = '0'] = /(?:(\d+) min )?(\d+) s/.exec(await timer.innerText()) ?? [];
      return Number(minutes) * 60 + Number(seconds);
    };
    const { endsAt } = await lotOf(stage.house.url, stage.lotId);
    const isRight = async (): Promise<boolean> => Math.abs((await shown()) - (endsAt - Date.now()) / 1000) < 3;
    expect(await isRight()).toBe(true);
    await page.waitForFunction(() => document.querySelector('[role=slider], [data-summary]') !== null);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await isRight()).toBe(true);
  });

  test('without JavaScript everything is read and nothing can be pressed', async () => {
    const context = await stage.browser.newContext({
      baseURL: stage.house.url,
      locale: 'en-GB',
      javaScriptEnabled: false,
    });
    stage.contexts.push(context);
    const page = await context.newPage();
    await page.goto(`/lots/${stage.lotId}?max=12`);
    const text = await page.locator('main').innerText();
    for (const part of ['$10', 'Bidding needs JavaScript.', 'No bids yet', 'in good order']) {
      expect(text).toContain(part);
    }
    expect(await page.locator('main button:visible').count()).toBe(0);
    expect(await page.getByText(/JavaScript is off/).isVisible()).toBe(true);
  });

  test('no page threw an error', () => {
    expect(stage.errors).toEqual([]);
  });
});
