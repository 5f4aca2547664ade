import type { Preferences } from '@rostrum/contract';
import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser } from './browser.ts';
import { until } from './house.ts';
import { MeStage, openLive, toasts } from './me-stage.ts';

describe.skipIf(!chromiumPath)(`what a person is told on the pages (${noBrowser})`, () => {
  const stage = new MeStage();

  test('an outbid person is told on another page, once over two tabs, with the way to the next bid', async () => {
    const { context, page } = await stage.browserOf(stage.ada);
    const other = await context.newPage();
    await openLive(page, '/');
    await openLive(other, `/auctions/${stage.slug}`);
    const lotId = stage.lotIds[0]!;
    await stage.outbidAda(lotId);
    await until(
      async () => (await toasts(page, 'walnut').count()) + (await toasts(other, 'walnut').count()) > 0,
      'a toast about the chair',
    );
    // Whatever the other tab would say it would have said by now.
    await page.waitForTimeout(1_500);
    expect((await toasts(page, 'walnut').count()) + (await toasts(other, 'walnut').count())).toBe(1);
    const where = (await toasts(page, 'walnut').count()) > 0 ? page : other;
    const toast = toasts(where, 'walnut');
    expect(await toast.innerText()).toMatch(/You were outbid\. The price is \$[\d.]+; the next bid is \$/);
    for (const tab of [page, other]) await tab.locator('[data-unseen="1"]').waitFor({ timeout: 10_000 });

    // It counts on while others bid, and stays while it is pointed at.
    await toast.hover();
    await stage.bid(stage.bo, lotId);
    await stage.bid(stage.ada, lotId);
    await stage.bid(stage.bo, lotId);
    await toasts(where, /\+\d bids?, now \$/).waitFor();
    await where
      .getByRole('link', { name: /^Bid \$/ })
      .first()
      .click();
    await where.waitForURL(new RegExp(`/lots/${lotId}\\?max=`));
    await until(async () => (await toasts(where, 'walnut').count()) === 0, 'the toast is gone');
    expect(await where.getByLabel('Or your own maximum').inputValue()).not.toBe('');
    await context.close();
  });

  test('nothing pops up about the lot that is looked at, and what was seen there is not unread', async () => {
    const { context, page } = await stage.browserOf(stage.ada);
    const lotId = stage.lotIds[1]!;
    await openLive(page, `/lots/${lotId}`);
    await stage.outbidAda(lotId);
    await page
      .getByText(/You were outbid/)
      .first()
      .waitFor();
    await until(
      async () => (await stage.noticesOf(stage.ada)).items.some((n) => n.lotId === lotId && n.topic === 'outbid'),
      'the notice is written',
    );
    await until(
      async () => (await stage.noticesOf(stage.ada)).items.every((n) => n.lotId !== lotId || n.seen),
      'it counts as seen',
    );
    expect(await toasts(page, 'vase').count()).toBe(0);
    await context.close();
  });

  test('what was missed pops up once after the connection is back; the notices page has it all', async () => {
    const { context, page } = await stage.browserOf(stage.ada);
    await openLive(page, '/');
    stage.proxy.refuse(true);
    stage.proxy.cutAll();
    const lotId = stage.lotIds[2]!;
    await stage.outbidAda(lotId);
    await toasts(page, 'Connection lost').waitFor({ timeout: 30_000 });
    stage.proxy.refuse(false);
    await toasts(page, 'brass clock').waitFor({ timeout: 30_000 });
    await toasts(page, 'Connected again').waitFor();
    await toasts(page, 'brass clock').getByRole('button', { name: 'Dismiss' }).click();
    await until(async () => (await toasts(page, 'brass clock').count()) === 0, 'it is dismissed');
    await openLive(page, '/');
    await page.waitForTimeout(1_500);
    expect(await toasts(page, 'brass clock').count()).toBe(0);

    expect(Number(await page.locator('[data-unseen]').getAttribute('data-unseen'))).toBeGreaterThan(0);
    await page.getByRole('link', { name: /^Notices/ }).click();
    await page.waitForURL('**/me/notices');
    await page.locator('[data-notice=outbid]').filter({ hasText: 'brass clock' }).waitFor();
    await page.locator('[data-unseen]').waitFor({ state: 'detached' });
    expect((await stage.noticesOf(stage.ada)).unseen).toBe(0);
    await context.close();
  });

  test('a topic that is switched off does not pop up, and is noted all the same', async () => {
    const { context, page } = await stage.browserOf(stage.ada);
    await openLive(page, '/me/notices');
    await page.getByRole('link', { name: 'Choose what you are told, and how' }).click();
    await page.getByLabel('You are outbid: Page').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await openLive(page, '/');
    const lotId = stage.lotIds[3]!;
    await stage.outbidAda(lotId);
    await page.locator('[data-unseen="1"]').waitFor();
    await page.waitForTimeout(1_500);
    expect(await toasts(page, 'map').count()).toBe(0);
    const preferences = await fetch(`${stage.house.url}/api/me/preferences`, { headers: { cookie: stage.ada.cookie } });
    expect(((await preferences.json()) as Preferences).topics.outbid.toast).toBe(false);
    await context.close();
  });

  test('no page threw an error', () => {
    expect(stage.errors).toEqual([]);
  });
});
