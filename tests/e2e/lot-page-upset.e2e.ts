import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser } from './browser.ts';
import { until } from './house.ts';
import { lotOf } from './ledger.ts';
import { LotPageStage, maximumField } from './lot-page-stage.ts';
import { signInByForm } from './lot-page.ts';
import { send } from './people.ts';

describe.skipIf(!chromiumPath)(`the lot page, when something comes in between (${noBrowser})`, () => {
  const stage = new LotPageStage();

  test('a form that is sent twice sends one bid, and the way back sends none', async () => {
    await stage.bidBy(stage.ada, 3_000);
    const { page, sees } = await stage.open(stage.bo, `/lots/${stage.lotId}?max=12`);
    // The house's answer says that the page is alive.
    await sees(/If you win at \$12 you pay/);
    expect(await maximumField(page).inputValue()).toBe('12');
    await page.evaluate(() => {
      const form = document.querySelector<HTMLFormElement>('#bid form')!;
      for (let i = 0; i < 3; i++) form.requestSubmit();
    });
    await sees(/You were outbid|maximum is higher/);
    // Every press of a double click may hit a higher price than the one before.
    await page.getByRole('button', { name: 'Bid $13', exact: true }).dblclick();
    await until(async () => (await lotOf(stage.house.url, stage.lotId)).bidCount >= 3, 'the second bid');
    await sees('$14');
    expect(new URL(page.url()).search).toBe('');
    await page.goto('/');
    await page.goBack();
    await page.waitForURL(`**/lots/${stage.lotId}`);
    await sees(/You were outbid/);
    expect(await maximumField(page).inputValue()).toBe('');
    expect((await lotOf(stage.house.url, stage.lotId)).bidCount).toBe(3);
  });

  test('a session that ends while a maximum is typed leaves the maximum there', async () => {
    const { page, sees } = await stage.open(stage.ada);
    await maximumField(page).fill('33');
    const fresh = { ...stage.ada };
    await send(stage.house.url, '/api/auth/sign-out', {}, fresh.cookie);
    await sees(/is no longer signed in here. Your amount is kept/);
    expect(await maximumField(page).inputValue()).toBe('33');
    await page.getByRole('button', { name: 'Sign in to bid' }).click();
    await signInByForm(page, stage.ada);
    await page.waitForURL(`**/lots/${stage.lotId}**`);
    expect(await maximumField(page).inputValue()).toBe('33');
    stage.ada = { ...stage.ada, cookie: await cookieOf(page) };
  });

  test('a stranger who presses before the page is alive keeps the amount, too', async () => {
    const { page, context } = await stage.open(null);
    await context.route('**/_app/**/*.js', () => undefined);
    await page.goto(`/lots/${stage.lotId}`);
    await maximumField(page).fill('27');
    await page.getByRole('button', { name: 'Sign in to bid' }).click();
    await page.waitForURL('**/sign-in?**');
    await context.unroute('**/_app/**/*.js');
    await signInByForm(page, stage.bo);
    await page.waitForURL(`**/lots/${stage.lotId}**`);
    expect(await maximumField(page).inputValue()).toBe('27');
  });

  test('a bid that is refused because the session ended keeps its maximum too', async () => {
    // Without a socket nobody tells the page; the house's answer to the bid does.
    const { page, context, sees } = await stage.open(null);
    await context.routeWebSocket(/socket\.io/, (socket) => void socket.close());
    await page.goto(`/sign-in?next=/lots/${stage.lotId}`);
    await signInByForm(page, stage.bo);
    await page.waitForURL(`**/lots/${stage.lotId}**`);
    await sees(/Live connection blocked/, 30_000);
    await context.route('**/api/me', (route) => route.abort());
    await send(stage.house.url, '/api/auth/sign-out', {}, await cookieOf(page));
    await maximumField(page).fill('19');
    await maximumField(page).press('Enter');
    await sees(/You are no longer signed in/);
    const href = await page.getByRole('link', { name: 'Sign in again' }).getAttribute('href');
    expect(decodeURIComponent(href!)).toBe(`/sign-in?next=/lots/${stage.lotId}?max=19`);
    expect((await lotOf(stage.house.url, stage.lotId)).bidCount).toBe(0);
  });

  test('what is asked for while the line is down comes with the line', async () => {
    await stage.bidBy(stage.bo, 3_000);
    const { page, context, bid, sees } = await stage.open(stage.ada);
    await bid('12');
    await sees(/You were outbid|maximum is higher/);
    let asked = 0;
    await context.route('**/_app/**', (route) => (asked++, route.abort()));
    await page.getByText('Why am I not leading?').click();
    await until(() => asked > 1, 'the part is asked for again');
    await context.unroute('**/_app/**');
    await page
      .locator('details[open] [role="status"]')
      .getByText(/Paddle 102/)
      .first()
      .waitFor();
  });

  test('two tabs with two people: the first one notices, and forgets what was typed', async () => {
    const { page, context, bid, sees } = await stage.open(stage.ada);
    await maximumField(page).fill('31');
    const other = await context.newPage();
    await other.goto('/');
    await other.evaluate(
      async () =>
        void (await fetch('/api/auth/sign-out', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{}',
        })),
    );
    await other.goto('/sign-in');
    await signInByForm(other, stage.bo);
    await other.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await sees(/This browser is now signed in as Bo, no longer as Ada/);
    expect(await maximumField(page).inputValue()).toBe('');
    await bid('11');
    await sees(/You lead at \$10/);
    expect(await lotOf(stage.house.url, stage.lotId)).toMatchObject({ leader: 102 });
    stage.bo = { ...stage.bo, cookie: await cookieOf(page) };
    const again = await send(stage.house.url, '/api/auth/sign-in/email', {
      email: stage.ada.email,
      password: 'journey-journey-journey',
    });
    stage.ada = {
      ...stage.ada,
      cookie: again.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    };
  });

  test('a phone that slept catches up before anything can be pressed', async () => {
    const { page, sees } = await stage.open(stage.ada);
    await page.getByRole('button', { name: 'Bid $10', exact: true }).waitFor();
    // Only a page that is alive shows this.
    await maximumField(page).fill('10');
    await sees(/If you win at \$10 you pay/);
    await maximumField(page).fill('');
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const button = document.querySelector<HTMLButtonElement>('#bid form button:not([type=button])');
        if (button) seen.push(`${button.textContent.trim()}${button.disabled ? ' (disabled)' : ''}`);
      }).observe(document.querySelector('#bid')!, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
    });
    // Hidden, and nothing runs for seven seconds: no timer, no message of the house.
    const slept = page.evaluate(() => {
      const show = (state: DocumentVisibilityState): void => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
        document.dispatchEvent(new Event('visibilitychange'));
      };
      show('hidden');
      const end = Date.now() + 7_000;
      while (Date.now() < end);
      show('visible');
    });
    await stage.bidBy(stage.bo, 2_000);
    await slept;
    await sees('Paddle 102 leads');
    await page.getByRole('button', { name: 'Bid $10.50', exact: true }).waitFor();
    const seen = await page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    const catching = seen.findIndex((label) => label === 'Catching up (disabled)');
    expect(catching).toBeGreaterThanOrEqual(0);
    // The old price was never offered again after the page woke.
    expect(seen.slice(catching).filter((label) => label === 'Bid $10')).toEqual([]);
  });

  test('no page threw an error', () => {
    expect(stage.errors).toEqual([]);
  });
});

/** The session that a window holds, as a program sends it. */
async function cookieOf(page: Page): Promise<string> {
  const held = await page.context().cookies();
  const session = held.find(({ name }) => name.includes('session'));
  return session ? `${session.name}=${session.value}` : '';
}
