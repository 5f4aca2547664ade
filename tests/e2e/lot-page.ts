import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openWindow } from './browser.ts';
import { PASSWORD, type Visitor } from './people.ts';

/** A lot page in a window, and what a person does on it. */
export interface LotWindow {
  page: Page;
  context: BrowserContext;
  /** Waits until the bid form can be pressed. */
  alive(): Promise<void>;
  /** Bids up to an amount as a person types it; says yes where the page asks. */
  bid(amount: string): Promise<void>;
  /** Waits until the page shows this text somewhere a person sees. */
  sees(text: string | RegExp, withinMs?: number): Promise<void>;
}

/** Opens a lot, signed in as `person` where one is given. */
export async function openLot(
  browser: Browser,
  url: string,
  lotId: string,
  person: Visitor | null,
  errors: string[],
): Promise<LotWindow> {
  const { context, page } = await openWindow(browser, url, errors);
  if (person) {
    const [name, ...value] = person.cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url }]);
  }
  await page.goto(`/lots/${lotId}`);
  return lotWindow(page, context);
}

/** The lot page that a window shows now. */
export function lotWindow(page: Page, context: BrowserContext): LotWindow {
  const sees = async (text: string | RegExp, withinMs = 15_000) =>
    page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'visible', timeout: withinMs });
  // Before the page is alive there is nothing to press.
  const alive = () => page.locator('#bid form button:not([type=button]):enabled').waitFor();
  return {
    page,
    context,
    sees,
    alive,
    async bid(amount) {
      const field = page.getByLabel('Or your own maximum');
      await alive();
      const yes = page.getByRole('button', { name: /^Yes, bid up to/ });
      const said = () => page.locator('#bid [aria-live=assertive]').textContent();
      const before = await said();
      // A page that has not come alive yet does not hear the key: then once more, as a person would.
      for (let press = 0; press < 3; press++) {
        await field.fill(amount);
        await field.press('Enter');
        for (let look = 0; look < 60; look++) {
          if (await yes.isVisible()) return yes.click();
          const now = await said();
          if (now !== before && now?.trim()) return;
          await page.waitForTimeout(100);
        }
      }
    },
  };
}

/** Signs in through the form, as people do. */
export async function signInByForm(page: Page, person: { email: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
