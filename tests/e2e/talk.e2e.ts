import type { OwnChat } from '@rostrum/contract';
import { freePort } from '@rostrum/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from './axe.ts';
import { chromiumPath, noBrowser, openBrowser } from './browser.ts';
import { until } from './house.ts';
import { startHttpOnlyProxy } from './http-only-proxy.ts';
import { message, openQuestions, openTalk, PHONE, talkHouse, windowOf, type TalkHouse } from './rooms.ts';
import { naughtyStrings, noTorture } from './torture.ts';

describe.skipIf(!chromiumPath)(`the talk of an auction (${noBrowser})`, () => {
  let at: TalkHouse;
  let browser: Browser;
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    at = await talkHouse(4);
  });
  afterAll(async () => {
    await browser?.close();
    await at?.remove();
  });

  const field = (page: Page) => page.getByLabel('What you want to say');
  const write = async (page: Page, text: string): Promise<void> => {
    await field(page).fill(text);
    await field(page).press('Enter');
  };
  const shown = (page: Page) => page.getByRole('log').locator('[data-body]').allTextContents();
  const said = async () => (await at.read(at.talk)).map(({ body }) => body);

  test('what is said while the connection is cut is lost by nobody and doubled by nobody', async () => {
    const ada = await windowOf(browser, at.house.url, at.ada, errors);
    await openTalk(ada, at.slug);
    await write(ada, 'Good evening.');
    await message(ada, 'Good evening.').getByText('(you)').waitFor();
    at.proxy.cutAll();
    at.proxy.refuse(true);
    await write(ada, 'Is anybody there?');
    await at.say(at.talk, at.bo, 'I am.');
    await ada.getByText('No answer yet. The house is being asked again; it counts once only.').waitFor();
    await field(ada).fill('Not sent');
    // The tab leaves before any answer, and comes back.
    await ada.goto('about:blank');
    at.proxy.refuse(false);
    await openTalk(ada, at.slug);
    await message(ada, 'Is anybody there?').getByText('(you)').waitFor({ timeout: 30_000 });
    await message(ada, 'I am.').getByText('Paddle 102').waitFor();
    await until(async () => (await ada.locator('[data-sending]').count()) === 0, 'nothing is on its way any more');
    expect(await field(ada).inputValue()).toBe('Not sent');
    const all = await said();
    expect(all.toSorted()).toEqual(['Good evening.', 'I am.', 'Is anybody there?']);
    expect(await shown(ada)).toEqual(all);
    await ada.context().close();
  });

  test('what was not read is counted on the folded button and on the own page, until it is read', async () => {
    const ada = await windowOf(browser, at.house.url, at.ada, errors);
    await openTalk(ada, at.slug);
    await ada.keyboard.press('Escape');
    await ada.getByRole('log').waitFor({ state: 'detached' });
    await until(async () => (await ada.locator('[data-unread]').count()) === 0, 'everything was read');
    await at.say(at.talk, at.bo, 'One more thing.');
    await at.say(at.talk, at.bo, 'And @101 knows.');
    await ada.locator('#talk [data-unread="2"]').waitFor();
    await ada.goto('/me');
    await ada.getByRole('link', { name: 'Talk 2 unread' }).click();
    await ada.locator(`[data-room="${at.talk}"]`).getByText('2 unread').waitFor();
    await ada.getByRole('link', { name: 'The Journey Sale' }).click();
    await ada.waitForURL(`**/auctions/${at.slug}#talk`);
    await message(ada, 'And @101 knows.').waitFor();
    const unread = async () =>
      ((await (await fetch(`${at.house.url}/api/me/chat`, { headers: { cookie: at.ada.cookie } })).json()) as OwnChat)
        .unread;
    await until(async () => (await unread()) === 0, 'it counts as read');
    await ada.goto('/me/talk');
    await ada.getByText('all read').waitFor();
    await ada.context().close();
  });

  test('who reads further up stays there, with a button to what is new', async () => {
    const page = await windowOf(browser, at.house.url, null, errors, PHONE);
    for (let i = 1; i <= 20; i++) await at.say(at.talk, at.bo, `Line ${i}.`);
    await page.goto(`/auctions/${at.slug}`);
    await until(async () => {
      if (!(await page.getByRole('log').isVisible()))
        await page
          .locator('#talk')
          .click({ timeout: 2_000 })
          .catch(() => 0);
      return page.getByRole('log').isVisible();
    }, 'the talk unfolds');
    const log = page.getByRole('log');
    await message(page, 'Line 20.').waitFor();
    await until(() => message(page, 'Line 20.').isVisible(), 'it begins at the end');
    await log.evaluate((box) => (box.scrollTop = 0));
    const before = await message(page, 'Good evening.').boundingBox();
    await at.say(at.talk, at.bo, 'Line 21.');
    await at.say(at.talk, at.bo, 'Line 22.');
    const news = page.getByRole('button', { name: '2 new messages' });
    await news.waitFor();
    expect(await message(page, 'Good evening.').boundingBox()).toEqual(before);
    await news.click();
    await news.waitFor({ state: 'detached' });
    const end = await log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    expect(end).toBeLessThan(2);
    await page.getByRole('button', { name: 'Close the talk' }).click();
    await log.waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('writing works where sockets are blocked', async () => {
    const port = await freePort();
    const proxy = await startHttpOnlyProxy(port);
    const blocked = await talkHouse(1, { PORT: String(port), PUBLIC_URL: `http://localhost:${proxy.port}` });
    try {
      const room = `lot:${blocked.lotIds[0]}` as const;
      const ada = await windowOf(browser, blocked.house.url, blocked.ada, errors);
      await openQuestions(ada, blocked.lotIds[0]!);
      await ada.getByLabel('Your question about this lot').fill('Does this arrive?');
      await ada.getByRole('button', { name: 'Ask' }).click();
      await message(ada, 'Does this arrive?').getByText('(you)').waitFor({ timeout: 60_000 });
      const [asked] = await blocked.read(room);
      await blocked.say(room, blocked.owner, 'It does.', asked!.id);
      await message(ada, 'It does.').getByText('The house').waitFor({ timeout: 30_000 });
      await message(ada, 'Does this arrive?').getByRole('button', { name: /^More/ }).click();
      await ada.getByRole('button', { name: 'Edit' }).click();
      await ada.getByLabel('Your words, corrected').fill('Did this arrive?');
      await ada.getByRole('button', { name: 'Save' }).click();
      await message(ada, 'Did this arrive?').getByText('edited').waitFor({ timeout: 30_000 });
      expect(proxy.cut).toBeGreaterThan(0);
      await ada.context().close();
    } finally {
      await proxy.close();
      await blocked.remove();
    }
  });

  test.skipIf(noTorture !== '')(`whatever somebody writes is text${noTorture}`, async () => {
    const room = `lot:${at.lotIds[3]}` as const;
    const wanted = naughtyStrings().filter((text) => /[^a-z0-9 ]/i.test(text));
    for (const text of wanted.filter((_, index) => index % 7 === 0).slice(0, 48))
      await at.say(room, at.bo, text.slice(0, 900)).catch(() => undefined);
    const bodies = (await at.read(room)).map(({ body }) => body).toReversed();
    expect(bodies.length).toBeGreaterThan(30);
    for (const javaScriptEnabled of [true, false]) {
      const page = await windowOf(browser, at.house.url, null, errors, { javaScriptEnabled, ...PHONE });
      page.on('dialog', () => errors.push('a dialog opened'));
      if (javaScriptEnabled) await openQuestions(page, at.lotIds[3]!);
      else await page.goto(`/lots/${at.lotIds[3]}`);
      const texts = await page.locator('#talk [data-body]').allTextContents();
      expect(texts).toEqual(bodies);
      expect(await page.locator('#talk [data-body] *').count()).toBe(0);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
      await page.context().close();
    }
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in %s rooms', async (colorScheme) => {
    const room = `lot:${at.lotIds[0]}` as const;
    const asked = await at.say(room, at.ada, 'Is it signed?');
    await at.say(room, at.owner, 'On the back.', asked);
    for (const person of [at.ada, at.owner]) {
      const page = await windowOf(browser, at.house.url, person, errors, { colorScheme });
      await openQuestions(page, at.lotIds[0]!);
      await message(page, 'Is it signed?').first().getByRole('button', { name: /^More/ }).click();
      await page.getByLabel('Your question about this lot').fill('a'.repeat(950));
      expect(await findings(page)).toEqual([]);
      await openTalk(page, at.slug);
      await message(page, 'Good evening.').waitFor();
      expect(await findings(page)).toEqual([]);
      for (const path of ['/me/talk', ...(person === at.owner ? ['/staff/talk'] : [])]) {
        await page.goto(path);
        expect(await findings(page)).toEqual([]);
      }
      await page.context().close();
    }
    expect(errors).toEqual([]);
  });
});
