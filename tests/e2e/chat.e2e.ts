import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser } from './browser.ts';
import { PASSWORD, type Visitor } from './people.ts';
import { message, openQuestions, PHONE, talkHouse, windowOf, type TalkHouse } from './rooms.ts';

const TOAST = '[data-sonner-toast]';

describe.skipIf(!chromiumPath)(`questions about a lot (${noBrowser})`, () => {
  let at: TalkHouse;
  let browser: Browser;
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    at = await talkHouse(7);
  });
  afterAll(async () => {
    await browser?.close();
    await at?.remove();
  });

  const open = async (person: Visitor | null, lot: number, options = {}): Promise<Page> => {
    const page = await windowOf(browser, at.house.url, person, errors, options);
    await openQuestions(page, at.lotIds[lot]!);
    return page;
  };
  const htmlOf = async (lot: number) => (await fetch(`${at.house.url}/lots/${at.lotIds[lot]}`)).text();
  const field = (page: Page) => page.getByLabel('Your question about this lot');
  const more = (page: Page, text: string) => message(page, text).getByRole('button', { name: /^More/ });

  test('one asked on a phone is answered by the house in another window, and its asker is told', async () => {
    const phone = await open(at.ada, 0, PHONE);
    const desk = await open(at.owner, 0);
    await phone.getByText('Nobody has asked about this lot yet.').waitFor();
    await field(phone).fill('Is the seat original?\n<i>or replaced</i>');
    await phone.getByRole('button', { name: 'Ask' }).click();
    await message(phone, 'Is the seat original?').getByText('(you)').waitFor();
    expect(await field(phone).inputValue()).toBe('');
    await phone.goto('/');
    await phone.locator('section[aria-label^="Notices"]').waitFor({ state: 'attached', timeout: 20_000 });

    // Nothing was there that it could have moved, so it came in by itself.
    await message(desk, 'Is the seat original?').getByText('Paddle 101').waitFor();
    await desk.getByRole('button', { name: 'Answer: Paddle 101' }).click();
    await desk.getByLabel('Your answer').fill('It is, and so is the cane.');
    await desk.getByLabel('Your answer').press('Control+Enter');
    await message(desk, 'and so is the cane').getByText('The house').waitFor();

    const toast = phone.locator(TOAST).filter({ hasText: 'What you wrote here was answered.' });
    await toast.getByRole('link', { name: 'Read it' }).click();
    await phone.waitForURL(`**/lots/${at.lotIds[0]}#talk`);
    await message(phone, 'and so is the cane').getByText('The house').waitFor();
    await phone.goto('/me/notices');
    await phone.locator('[data-notice=answered]').filter({ hasText: 'A walnut chair' }).waitFor();

    const html = await htmlOf(0);
    expect(html).toContain('It is, and so is the cane.');
    expect(html).toContain('&lt;i>or replaced');
    await Promise.all([phone.context().close(), desk.context().close()]);
  });

  test('a stranger reads, and what he typed goes with him through signing in', async () => {
    const page = await open(null, 1);
    await field(page).fill('Does it hold water?');
    await page.getByRole('link', { name: 'Sign in to ask' }).click();
    await page.getByLabel('E-mail').fill(at.bo.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`**/lots/${at.lotIds[1]}#talk`);
    await page.locator('#talk [data-live]').waitFor({ timeout: 20_000 });
    expect(await field(page).inputValue()).toBe('Does it hold water?');
    await page.getByRole('button', { name: 'Ask' }).click();
    await message(page, 'Does it hold water?').getByText('Paddle 102').waitFor();
    expect((await at.read(`lot:${at.lotIds[1]}`)).map(({ body }) => body)).toEqual(['Does it hold water?']);
    await page.context().close();
  });

  test('news wait while somebody reads, and the answer to him does not', async () => {
    const room = `lot:${at.lotIds[2]}` as const;
    const asked = await at.say(room, at.ada, 'Does it strike?');
    const page = await open(at.ada, 2, PHONE);
    const own = message(page, 'Does it strike?');
    await own.scrollIntoViewIfNeeded();
    const before = await own.boundingBox();
    await at.say(room, at.bo, 'Is there a key?');
    await at.say(room, at.bo, 'Does it run?');
    const news = page.getByRole('button', { name: '2 new messages' });
    await news.waitFor();
    expect(await own.boundingBox()).toEqual(before);
    await at.say(room, at.owner, 'On the hour.', asked);
    await message(page, 'On the hour.').waitFor();
    await page.getByText('Your question was answered: On the hour.').waitFor({ state: 'attached' });
    expect(await own.boundingBox()).toEqual(before);
    await news.click();
    await message(page, 'Is there a key?').waitFor();
    expect(await page.locator('[data-question]').count()).toBe(3);
    await page.context().close();
  });

  test('earlier questions come by their cursor, with and without JavaScript', async () => {
    const room = `lot:${at.lotIds[3]}` as const;
    for (let i = 1; i <= 55; i++) await at.say(room, at.bo, `Question number ${i}.`);
    const page = await open(null, 3);
    expect(await page.locator('[data-question]').count()).toBe(50);
    await page.getByRole('button', { name: 'Show earlier questions' }).click();
    await message(page, 'Question number 1.').waitFor();
    const all = await page.locator('[data-question] [data-body]').allTextContents();
    expect(all).toEqual(Array.from({ length: 55 }, (_, i) => `Question number ${55 - i}.`));
    await page.context().close();

    const still = await windowOf(browser, at.house.url, null, errors, { javaScriptEnabled: false });
    await still.goto(`/lots/${at.lotIds[3]}`);
    await message(still, 'Question number 55.').waitFor();
    await still.getByRole('link', { name: 'Show earlier questions' }).click();
    await message(still, 'Question number 1.').waitFor();
    await still.context().close();
  });

  test('one’s own words can be changed and taken back for five minutes, those of others cannot', async () => {
    const room = `lot:${at.lotIds[4]}` as const;
    await at.say(room, at.bo, 'I ask something else.');
    const page = await open(at.ada, 4);
    await field(page).fill('Is the globe cracced?');
    await page.getByRole('button', { name: 'Ask' }).click();
    await more(page, 'cracced').click();
    await page.getByText(/^Can be changed for \d more minutes$/).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Your words, corrected').fill('Is the globe cracked?');
    await page.getByRole('button', { name: 'Save' }).click();
    await message(page, 'cracked').getByText('edited').waitFor();
    await more(page, 'cracked').click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Delete this message?').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await message(page, 'cracked').waitFor({ state: 'detached' });
    await more(page, 'something else').click();
    expect(await page.getByRole('button', { name: /^(Edit|Delete)$/ }).count()).toBe(0);
    expect((await at.read(room)).map(({ body }) => body)).toEqual(['I ask something else.', null]);
    await page.context().close();
  });

  test('what is reported is removed by the house, everywhere', async () => {
    const room = `lot:${at.lotIds[5]}` as const;
    await at.say(room, at.bo, 'Buy from me instead, cheaper.');
    const ada = await open(at.ada, 5);
    const stranger = await open(null, 5);
    await more(ada, 'cheaper').click();
    await ada.getByRole('button', { name: 'Report' }).click();
    await ada.getByText(/Tell the house/).waitFor();
    await ada.getByRole('button', { name: 'Report' }).click();
    await ada.getByText('Reported. The house looks at it.').waitFor();

    const desk = await windowOf(browser, at.house.url, at.owner, errors);
    await desk.goto('/staff');
    await desk.getByRole('navigation', { name: 'Staff pages' }).getByRole('link', { name: 'Talk' }).click();
    const report = desk.getByRole('row').filter({ hasText: 'cheaper' });
    await report.getByText('Bo, as Paddle 102').waitFor();
    await report.getByRole('link', { name: 'Remove: Bo' }).press('Enter');
    await report.getByRole('button', { name: 'Remove for everyone: Bo' }).press('Enter');
    await desk.getByText('Nothing was reported.', { exact: false }).waitFor();
    for (const page of [ada, stranger]) {
      await page.getByText('The house removed this.').waitFor();
      await message(page, 'cheaper').waitFor({ state: 'detached' });
      await page.context().close();
    }
    expect(await htmlOf(5)).not.toContain('cheaper');
    expect(JSON.stringify(await at.read(room))).not.toContain('cheaper');
    await desk.context().close();
  });

  test('slow mode, a closed room and a muting are told in words, and nothing typed is lost', async () => {
    const room = `lot:${at.lotIds[6]}` as const;
    await at.say(room, at.ada, 'How deep is it?');
    const ada = await open(at.ada, 6);
    const desk = await open(at.owner, 6);
    await desk.locator('summary', { hasText: 'Room' }).click();
    await desk.getByLabel('Slow mode').selectOption('300');
    await ada.getByText(/^Slow mode: you can write again in \d+ seconds\.$/).waitFor();
    await field(ada).fill('And how wide?');
    await desk.getByRole('button', { name: 'Close the room' }).click();
    await ada.getByText('The house has closed this room. It can still be read.').waitFor();
    expect(await field(ada).inputValue()).toBe('And how wide?');
    await desk.getByRole('button', { name: 'Open the room' }).click();
    await desk.getByLabel('Slow mode').selectOption('0');
    await ada.getByRole('button', { name: 'Ask' }).waitFor();

    await more(desk, 'How deep').click();
    await desk.getByRole('button', { name: 'Mute' }).click();
    await desk.getByRole('button', { name: '1 hour' }).click();
    await ada.getByRole('button', { name: 'Ask' }).click();
    const silent = ada.getByText(/The house has asked you to be silent until \d\d:\d\d/);
    const refused = ada.locator('[data-sending=refused]').filter({ hasText: 'And how wide?' });
    await refused.filter({ hasText: /Not sent. The house has asked you to be silent until/ }).waitFor();
    await ada.getByRole('button', { name: 'Change it' }).click();
    await ada.locator('[data-sending]').waitFor({ state: 'detached' });
    await ada.reload();
    await ada.locator('#talk [data-live]').waitFor({ timeout: 20_000 });
    await silent.waitFor();
    expect(await field(ada).inputValue()).toBe('And how wide?');
    expect((await at.read(room)).map(({ body }) => body)).toEqual(['How deep is it?']);
    await Promise.all([ada.context().close(), desk.context().close()]);
    expect(errors).toEqual([]);
  });
});
