import { describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, noteErrors } from './browser.ts';
import { lotWindow } from './lot-page.ts';
import { PASSWORD, send, signIn, signUp } from './people.ts';
import { StaffStage } from './staff-stage.ts';

describe.skipIf(!chromiumPath)(`the staff pages (${noBrowser})`, () => {
  const stage = new StaffStage();

  test('an owner approves, bans and raises people', async () => {
    // Served elsewhere by its name, so that nobody is approved by himself; the browser still finds it here.
    const house = await stage.open({ PUBLIC_URL: 'http://house.test' });
    await house.start();
    const local = `http://localhost:${house.port}`;
    const post = (path: string, body: object, cookie = '') =>
      fetch(`${local}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://house.test', cookie },
        body: JSON.stringify(body),
      });
    const person = async (name: string) => {
      const email = `${name.toLowerCase()}@journey.test`;
      await post('/api/auth/sign-up/email', { name, email, password: PASSWORD });
      const answer = await post('/api/auth/sign-in/email', { email, password: PASSWORD });
      return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    };
    const olga = await person('Olga');
    const token = /owner\?token=([\w-]+)/.exec(house.output())![1]!;
    expect((await post('/api/owner/claim', { token }, olga)).status).toBe(200);
    const wim = await person('Wim');

    const own = await (
      await import('playwright-core')
    ).chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', `--host-resolver-rules=MAP house.test:80 127.0.0.1:${house.port}, MAP house.test [::1]`],
    });
    try {
      const context = await own.newContext({ baseURL: 'http://house.test', locale: 'en-GB' });
      const [name, ...value] = olga.split('=');
      await context.addCookies([{ name: name!, value: value.join('='), url: 'http://house.test' }]);
      const page = await context.newPage();
      noteErrors(page, stage.errors);
      await page.goto('/staff');
      await page.getByRole('link', { name: '1 person waits for approval' }).click();
      await page.getByRole('button', { name: 'Approve Wim' }).click();
      await page.getByText('Wim may bid now.').waitFor();
      await page.getByText('Nobody waits.').waitFor();
      const me = async () => (await (await fetch(`${local}/api/me`, { headers: { cookie: wim } })).json()).person;
      expect(await me()).toMatchObject({ approved: true, role: 'bidder' });

      await page.getByLabel('Name or address').fill('wim');
      await page.getByRole('button', { name: 'Find' }).click();
      await page.getByRole('link', { name: 'More about Wim' }).click();
      await page.getByRole('combobox', { name: 'Role' }).selectOption('staff');
      await page.getByRole('button', { name: 'Change the role of Wim' }).click();
      await page.getByText('Tick “Yes, I mean it” first.').waitFor();
      expect(await page.getByRole('combobox', { name: 'Role' }).inputValue()).toBe('staff');
      expect(await me()).toMatchObject({ role: 'bidder' });
      await page.getByLabel('Yes, I mean it').first().check();
      await page.getByRole('button', { name: 'Change the role of Wim' }).click();
      await page.getByText('Wim: staff from now on.').waitFor();
      expect(await me()).toMatchObject({ role: 'staff' });
      await page.getByLabel('Yes, I mean it').last().check();
      await page.getByRole('button', { name: 'Ban Wim' }).click();
      await page.getByText('Wim is banned.').waitFor();
      expect(await me()).toBeNull();
      await page.getByRole('button', { name: 'Lift the ban on Wim' }).click();
      await page.getByText('Wim may sign in again.').waitFor();
      expect(stage.errors).toEqual([]);
    } finally {
      await own.close();
    }
  });

  test('an owner removes the demo while robots bid and a visitor watches', async () => {
    const house = await stage.open({ DEMO: 'on' });
    await house.start();
    const auctions = (await (await fetch(`${house.url}/api/auctions`)).json()) as { items: { slug: string }[] };
    const lots = (await (await fetch(`${house.url}/api/auctions/${auctions.items[0]!.slug}/lots`)).json()) as {
      items: { id: string }[];
    };
    const demos = await stage.windowOf(house, await signIn(house.url, 'owner@demo.test', 'demo-demo-demo'));
    await demos.page.goto('/staff/demo');
    await demos.page.getByText('This house has no owner of its own yet').waitFor();
    expect(await demos.page.getByRole('button', { name: 'Remove the demo' }).count()).toBe(0);
    await demos.context.close();

    const visitors = await stage.windowOf(house, '');
    await visitors.page.goto(`/lots/${lots.items.at(-1)!.id}`);
    const catalogue = await stage.windowOf(house, '');
    await catalogue.page.goto(`/auctions/${auctions.items[0]!.slug}`);

    const owner = await signUp(house.url, 'Olga');
    const { page } = await stage.windowOf(house, owner.cookie);
    await page.goto('/staff');
    await page.getByRole('navigation', { name: 'Staff pages' }).getByRole('link', { name: 'The demo' }).click();
    await page.getByText('2 auctions with 36 lots, 13 people').waitFor();
    await page.getByRole('button', { name: 'Remove the demo' }).click();
    await page.getByText('Tick the box first').waitFor();
    await page.getByLabel('Remove it; I know').check();
    await page.getByRole('button', { name: 'Remove the demo' }).click();
    await page.getByText('The demo is gone. The house is yours.').waitFor({ timeout: 60_000 });

    await lotWindow(visitors.page, visitors.context).sees('This lot no longer exists', 20_000);
    await catalogue.page.getByText('This page is not in the catalogue').waitFor({ timeout: 60_000 });
    await page.goto('/');
    expect(await page.getByText('This is a demonstration').count()).toBe(0);
    expect(
      (await send(house.url, '/api/auth/sign-in/email', { email: 'ada@demo.test', password: 'demo-demo-demo' })).status,
    ).toBe(401);
    expect(house.output()).not.toContain('"level":50');
    expect(stage.errors).toEqual([]);
  });
});
