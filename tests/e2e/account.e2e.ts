import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostOffice } from '../../apps/server/src/mail/post-office.testing.ts';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { PASSWORD } from './people.ts';

describe.skipIf(!chromiumPath)(`an account, from opening to deleting it (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  const office = new PostOffice();
  const errors: string[] = [];
  const email = 'ada.journey@journey.test';

  beforeAll(async () => {
    await office.open();
    house = await aHouse({ SMTP_URL: office.url });
    await house.start();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
    await office.close();
  });

  /** The link in one of the mails to an address, the oldest being 0. */
  const linkOf = async (address: string, which: number): Promise<string> => {
    await until(() => office.for(address).length > which, `mail ${which} to a person`);
    return /https?:\S+\?token=\S+/.exec(office.for(address)[which]!.text)![0];
  };
  const sees = (page: Page, text: string | RegExp) =>
    page.getByText(text).filter({ visible: true }).first().waitFor({ state: 'visible', timeout: 15_000 });
  const signIn = async (page: Page, password: string) => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  test('an address is confirmed, a password is found again, and the account goes', async () => {
    // The first one owns the house, and its last owner cannot go.
    await fetch(`${house.url}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.url },
      body: JSON.stringify({ name: 'Olga', email: 'olga@journey.test', password: PASSWORD }),
    });
    const { page } = await openWindow(browser, house.url, errors);
    await page.goto('/sign-up');
    await page.getByLabel('Your name').fill('Ada Journey');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Open the account' }).click();
    await sees(page, /a mail with a link is on its way/);
    await signIn(page, PASSWORD);
    await sees(page, /Confirm your address first/);
    await page.goto(await linkOf(email, 0));
    await page.getByRole('button', { name: 'Confirm the address' }).click();
    await sees(page, 'The address is confirmed. Sign in below.');

    await page.getByRole('link', { name: 'Forgotten the password?' }).click();
    await page.waitForURL('**/forgot');
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await sees(page, /a link is on its way/);
    await page.goto(await linkOf(email, 1));
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await sees(page, 'The password needs at least 8 characters.');
    await page.getByLabel('New password').fill('found-again-found');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await sees(page, 'The password is set. Sign in with it.');
    await signIn(page, 'found-again-found');

    await page.goto('/account');
    await page.getByLabel('Name').fill('Ada Changed');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ru');
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save' }).click();
    await sees(page, 'Сохранено.');
    expect(await page.getByLabel('Имя').inputValue()).toBe('Ada Changed');
    expect(await page.getByLabel('Часовой пояс').inputValue()).toBe('Asia/Tokyo');
    await page.getByRole('combobox', { name: 'Язык' }).selectOption('en');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await sees(page, 'Saved.');

    await page.getByText('What is forgotten, what stays').click();
    await page.getByLabel('Password, so that nobody else does this').fill('not-my-password');
    await page.getByLabel('Delete it; I know').check();
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await sees(page, 'The password is not right.');
    await page.getByLabel('Password, so that nobody else does this').fill('found-again-found');
    await page.getByLabel('Delete it; I know').check();
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await sees(page, /Your account was deleted/);
    await signIn(page, 'found-again-found');
    await sees(page, 'This address and password do not go together.');
    expect(errors).toEqual([]);
    expect(house.output()).not.toContain('@journey.test');
    expect(house.output()).not.toContain('token=');
  });

  test('works without JavaScript', async () => {
    const context = await browser.newContext({ baseURL: house.url, locale: 'en-GB', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/forgot');
    await page.getByLabel('E-mail').fill('nobody@journey.test');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await sees(page, /a link is on its way/);
    await page.goto('/verify');
    await page.getByLabel('E-mail').fill('olga@journey.test');
    await page.getByRole('button', { name: 'Send the link again' }).click();
    await sees(page, /the link is on its way/);
    await page.goto(await linkOf('olga@journey.test', 0));
    await page.getByRole('button', { name: 'Confirm the address' }).click();
    await page.getByLabel('E-mail').fill('olga@journey.test');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.goto('/account');
    await page.getByLabel('Password now').fill(PASSWORD);
    await page.getByLabel('New password').fill('without-any-script');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await sees(page, /The new password is set/);
    await page.goto('/staff/mail');
    await sees(page, 'Mails of the house');
    await sees(page, 'olga@journey.test');
    await context.close();
  });
});
