import type { RunOptions } from 'axe-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from './axe.ts';
import { chromiumPath, noBrowser, noteErrors, openBrowser } from './browser.ts';
import { showHouse, type Looker, type ShownHouse, type SitePage } from './every-page.ts';

const LANGUAGES = ['en', 'ru'] as const;
/** A page takes a second or two; all of them, on a busy machine, take minutes. */
const WITHIN_MS = 300_000;
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 360, height: 740 };
/** A theme changes colours only, so the rest is asked in one of them. */
const COLOURS: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };

/** Elements that make the page wider than its window, for the message; empty where nothing scrolls sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const limit = window.innerWidth;
    if ((document.scrollingElement?.scrollWidth ?? 0) <= limit) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > limit + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
  });
}

describe.skipIf(!chromiumPath)(`every page, for everyone (${noBrowser})`, () => {
  let shown: ShownHouse;
  let browser: Browser;
  const contexts = new Map<string, BrowserContext>();

  beforeAll(async () => {
    [browser, shown] = await Promise.all([openBrowser(), showHouse()]);
  });
  afterAll(async () => {
    await browser?.close();
    await shown?.house.remove();
  });

  async function contextOf(by: Looker, language: string): Promise<BrowserContext> {
    const known = contexts.get(by + language);
    if (known) return known;
    const context = await browser.newContext({
      baseURL: shown.house.url,
      locale: language === 'ru' ? 'ru-RU' : 'en-GB',
      viewport: WIDE,
      reducedMotion: 'reduce',
    });
    const [name, ...value] = shown.cookies[by].split('=');
    if (name) await context.addCookies([{ name, value: value.join('='), url: shown.house.url }]);
    contexts.set(by + language, context);
    return context;
  }

  async function judge({ name, path, by, over, status = 200 }: SitePage, language: string): Promise<string[]> {
    if (over) await shown.over();
    const page = await (await contextOf(by, language)).newPage();
    const thrown: string[] = [];
    noteErrors(page, thrown);
    await page.emulateMedia({ colorScheme: 'light' });
    const answer = await page.goto(path, { waitUntil: 'load' });
    const found = answer?.status() === status ? [] : [`answered ${answer?.status()}`];
    const spoken = await page.locator('html').getAttribute('lang');
    if (spoken !== language) found.push(`speaks ${spoken}`);
    found.push(...(await findings(page)).map((line) => `light: ${line}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await findings(page, COLOURS)).map((line) => `dark: ${line}`));
    await page.setViewportSize(NARROW);
    found.push(...(await tooWide(page)).map((line) => `wider than ${NARROW.width} px: ${line}`));
    await page.close();
    return [...found, ...thrown].map((line) => `${name}, ${language}: ${line}`);
  }

  test.each(LANGUAGES)(
    'in %s: axe finds nothing, light or dark, and nothing scrolls sideways at 360 px',
    async (language) => {
      const found: string[] = [];
      for (const page of shown.pages) found.push(...(await judge(page, language)));
      expect(found).toEqual([]);
    },
    WITHIN_MS,
  );
});
