import type { MailSummary, OpenedMail, Page } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, TEST_PASSWORD, type TestHouse, type TestPerson } from '../house.testing.ts';

let house: TestHouse;
let owner: TestPerson;
beforeAll(async () => {
  house = await startHouse({ env: { SIGN_INS_PER_MINUTE: '1000' } });
  owner = await house.signUp('Olga');
  await house.setRole(owner.personId, 'owner');
});
afterAll(() => house.close());

const post = (path: string, body: object, cookie = ''): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie },
    body: JSON.stringify(body),
  });
const get = (path: string, { cookie } = owner): Promise<Response> =>
  fetch(`${house.url}${path}`, { headers: { cookie } });
const mailsTo = async (email: string, kind: string): Promise<MailSummary[]> => {
  const { items } = (await (await get('/api/staff/mail?limit=200')).json()) as Page<MailSummary>;
  return items.filter((mail) => mail.to.address === email && mail.kind === kind);
};
const open = async (id: string, who = owner): Promise<OpenedMail> =>
  (await (await get(`/api/staff/mail/${id}`, who)).json()) as OpenedMail;

describe('a house that sends no mail', () => {
  it('keeps it for the owner, who passes a link on; each opening is noted', async () => {
    const bidder = await house.signUp('Kai');
    await post('/api/auth/forgot', { email: bidder.email });
    const [verification] = await mailsTo(bidder.email, 'verification');
    expect(verification).toMatchObject({ status: 'kept', opens: true, nextAt: null, to: { name: 'Kai' } });
    const [reset] = await mailsTo(bidder.email, 'reset');
    const opened = await open(reset!.id);
    expect(opened).toMatchObject({ subject: 'Set a new password', withheld: null, openings: [{ name: 'Olga' }] });
    expect((await open(reset!.id)).openings).toHaveLength(2);
    const token = /\?token=(\S+)/.exec(opened.text)?.[1];
    expect((await post('/api/auth/reset', { token, password: 'passed-on-by-hand' })).status).toBe(200);
    const signIn = { email: bidder.email, password: 'passed-on-by-hand' };
    expect((await post('/api/auth/sign-in/email', signIn)).status).toBe(200);
    // Who hands a link on has not proved that the address is read by its person.
    expect(await house.database.people.byEmail(bidder.email)).toMatchObject({ emailVerified: false });
  });

  it('lets nobody but owners look', async () => {
    const [bidder, staff] = [await house.signUp('Bea'), await house.signUp('Stan')];
    await house.setRole(staff.personId, 'staff');
    const [mail] = await mailsTo(bidder.email, 'verification');
    for (const who of [bidder, staff]) {
      expect((await get('/api/staff/mail', who)).status).toBe(403);
      expect((await get(`/api/staff/mail/${mail!.id}`, who)).status).toBe(403);
    }
    expect((await get('/api/staff/mail', { ...owner, cookie: '' })).status).toBe(401);
    expect((await open(mail!.id)).openings).toHaveLength(1);
    expect((await get('/api/staff/mail/unknown')).status).toBe(404);
  });

  it('keeps no link for an account of the house, and shows none of somebody who came to work here', async () => {
    const staff = await house.signUp('Sia');
    const [verification] = await mailsTo(staff.email, 'verification');
    expect((await open(verification!.id)).text).toContain('/verify?token=');
    await house.setRole(staff.personId, 'staff');
    const withheld = await open(verification!.id);
    expect(withheld).toMatchObject({ withheld: 'staff' });
    expect(withheld.text).not.toContain('token');
    for (const { email } of [staff, owner]) await post('/api/auth/forgot', { email });
    expect(await mailsTo(staff.email, 'reset')).toEqual([]);
    expect(await mailsTo(owner.email, 'reset')).toEqual([]);
  });

  it('tells the demo’s owner nothing beyond this machine', async () => {
    const env = { PUBLIC_URL: 'https://demo.example.test', SIGN_INS_PER_MINUTE: '1000' };
    const far = await startHouse({ env });
    const { cookie, personId } = await far.signUp('Demo Owner');
    const ask = () => fetch(`${far.url}/api/staff/mail`, { headers: { cookie } });
    await far.setRole(personId, 'owner');
    expect((await ask()).status).toBe(200);
    const db = far.database.auth.db as {
      updateTable(name: string): { set(v: object): { execute(): Promise<unknown> } };
    };
    await db.updateTable('people').set({ demo: true }).execute();
    expect((await ask()).status).toBe(403);
    await far.close();
  });
});

it('answers a sign-up as before: nothing is to be confirmed', async () => {
  const body = { name: 'Una', email: 'una@rostrum.test', password: TEST_PASSWORD };
  expect(await (await post('/api/auth/sign-up/email', body)).json()).toEqual({ ok: true, confirm: false });
});
