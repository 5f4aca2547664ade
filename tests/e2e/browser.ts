import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** Path of the Chromium that the journeys use; undefined where there is none. */
export const chromiumPath = process.env.TEST_CHROMIUM || undefined;

/** Why journeys in a browser are skipped. */
export const noBrowser = 'needs a Chromium (TEST_CHROMIUM, or /usr/bin/chromium)';

/** A headless Chromium that calls nobody. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A window of a new person: own cookies, English, a desk's width. Fails the test on any error that the page throws. */
export async function openWindow(
  browser: Browser,
  url: string,
  errors: string[],
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  noteErrors(page, errors);
  return { context, page };
}

/** Notes every error that a page throws, but for the modules that it no longer fetched because it was left. */
export function noteErrors(page: Page, errors: string[]): void {
  const left: string[] = [];
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') left.push(request.url());
  });
  page.on('pageerror', (error) => {
    if (!left.some((url) => error.message.endsWith(`imported module: ${url}`))) errors.push(String(error));
  });
}
