import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser } from './browser.ts';
import { until } from './house.ts';
import { MeStage, openLive, toasts } from './me-stage.ts';

describe.skipIf(!chromiumPath)(`what a person follows on the pages (${noBrowser})`, () => {
  const stage = new MeStage();

  // First, because its lot comes near its end from the start on.
  test('a watched lot stays watched, stands on the own page, and is told of before it closes', async () => {
    const { context, page } = await stage.browserOf(stage.bo);
    await openLive(page, `/lots/${stage.soonId}`);
    await page.getByRole('button', { name: 'Watch Lot 1', exact: true }).click();
    await page.getByRole('button', { name: 'Watching Lot 1' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Watching Lot 1' }).waitFor();
    await openLive(page, '/me/watching');
    await page.locator(`[data-lot="${stage.soonId}"]`).filter({ hasText: 'A clock that strikes soon' }).waitFor();
    await toasts(page, 'Closes in about five minutes').waitFor({ timeout: 120_000 });
    const told = (await stage.noticesOf(stage.bo)).items.filter(({ topic }) => topic === 'closing');
    expect(told.map(({ lotId }) => lotId)).toEqual([stage.soonId]);

    await page.getByRole('button', { name: 'Watching Lot 1' }).click();
    await page.getByRole('button', { name: 'Watch Lot 1', exact: true }).waitFor();
    await page.goto('/me/watching');
    await page.getByText('You watch no lots yet.').waitFor();
    await context.close();
  });

  test('the latest bids show a stranger’s bid at once, and stay unfolded', async () => {
    const { context, page } = await stage.browserOf(null);
    await stage.bid(stage.bo, stage.lotIds[3]!);
    await page.goto('/');
    const fold = page.getByRole('button', { name: 'Latest bids' });
    const log = page.getByRole('log', { name: 'Latest bids' });
    // Until the page is alive the press is not heard.
    await until(async () => {
      await fold.click();
      return log.isVisible();
    }, 'the widget unfolds');
    await log.getByText('A map').first().waitFor();
    await stage.bid(stage.bo, stage.lotIds[4]!);
    const line = log.getByRole('link').filter({ hasText: 'A lamp' });
    await line.filter({ hasText: /paddle \d+/ }).waitFor();
    expect(await log.getAttribute('aria-live')).toBe('off');
    await page.reload();
    await line.first().waitFor();
    await line.first().click();
    await page.waitForURL(`**/lots/${stage.lotIds[4]}`);
    await context.close();
  });

  test('a watch that the house does not keep is taken back', async () => {
    const { context, page } = await stage.browserOf(stage.ada);
    await openLive(page, `/lots/${stage.lotIds[5]}`);
    await page.route('**/api/me/watch/**', (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByRole('button', { name: 'Watch Lot 6' }).click();
    await page.getByText('This could not be saved. Try again.').first().waitFor();
    await page.getByRole('button', { name: 'Watch Lot 6' }).waitFor();
    await context.close();
  });

  test('the own page sorts bids by how they stand, live, and sends strangers to sign in', async () => {
    const { context, page } = await stage.browserOf(stage.ada);
    const lotId = stage.lotIds[5]!;
    await stage.bid(stage.ada, lotId);
    await openLive(page, '/me');
    const row = page.locator(`[data-lot="${lotId}"]`);
    await row.getByText('You lead').waitFor();
    await stage.bid(stage.bo, lotId);
    await row.getByText('You do not lead').waitFor();
    await row.getByRole('link', { name: /^Bid \$/ }).waitFor();
    await page.goto('/me/registrations');
    await page.getByRole('row').filter({ hasText: 'The Journey Sale' }).waitFor();
    await context.close();

    const stranger = await stage.browserOf(null);
    await stranger.page.goto('/me/won');
    await stranger.page.waitForURL('**/sign-in?next=%2Fme%2Fwon');
    await stranger.context.close();
    const answer = await fetch(`${stage.house.url}/me`, { headers: { cookie: stage.ada.cookie } });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(stage.errors).toEqual([]);
  });
});
