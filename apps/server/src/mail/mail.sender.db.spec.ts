import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { ClaimedMail, Database, NewMail } from '@rostrum/database';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onEachDatabase } from '../bidding/test-database.testing.ts';
import { TestHouse } from '../bidding/test-house.testing.ts';
import type { Clock, Env } from '../platform/index.ts';
import { NoticeSubjects, PreferencesDesk, UnsubscribingDesk } from '../notices/index.ts';
import { MailLetters } from './mail.letters.ts';
import { MailSender } from './mail.sender.ts';
import { NoticeLetters } from './notice.letters.ts';
import { PostOffice } from './post-office.testing.ts';
import { SmtpPost } from './smtp.post.ts';

const DAY_MS = 86_400_000;
const env = { publicUrl: 'https://house.test', mailFrom: 'The House <bids@house.test>' } as Env;

onEachDatabase('the sender of mails', (database) => {
  let office: PostOffice;
  let now = 0;
  const log: unknown[] = [];
  const stops: (() => Promise<void>)[] = [];
  const clock = { now: () => now } as Clock;

  beforeEach(async () => {
    office = await new PostOffice().open();
    now = Date.now();
    log.length = 0;
    const hear = (...entry: unknown[]) => void log.push(entry);
    Logger.overrideLogger({ log: hear, warn: hear, error: hear });
  });
  afterEach(async () => {
    Logger.overrideLogger(false);
    for (const stop of stops.splice(0)) await stop();
    await office.close();
    // What one spec left waiting is nothing to the next.
    for (const mail of await database().mails.claim(200, Number.MAX_SAFE_INTEGER - DAY_MS, 1)) {
      await database().mails.sent(mail.id, now);
    }
  });

  const start = (db: Database = database()): void => {
    const post = new SmtpPost(office.url, env);
    const preferences = new PreferencesDesk(db.preferences, db.accounts, db.people, env);
    const unsubscribing = new UnsubscribingDesk(db.house, db.preferences, db.people, env);
    const notices = new NoticeLetters(db.deliveries, new NoticeSubjects(db.catalogue), env);
    const letters = new MailLetters(db.catalogue, db.mails, notices, unsubscribing, env);
    const sender = new MailSender(db.mails, letters, post, preferences, clock);
    sender.onApplicationBootstrap();
    stops.push(() => sender.onApplicationShutdown());
  };
  const queue = async (change: Partial<NewMail> = {}): Promise<{ id: string; email: string }> => {
    const { personId, email } = await new TestHouse(database()).person([]);
    const id = randomUUID();
    const times = { nextAt: now, createdAt: now, expiresAt: now + DAY_MS };
    const token = { kind: 'reset', data: { token: 'the-token' } } as const;
    await database().mails.add({
      id,
      personId,
      cause: id,
      about: personId,
      status: 'queued',
      ...token,
      ...times,
      ...change,
    });
    return { id, email };
  };
  const statusOf = async (id: string) => (await database().mails.byId(id))?.status;

  it('hands a mail over in two forms, with who wrote it and a name for ever', async () => {
    const { id, email } = await queue();
    start();
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('sent');
    const [mail, ...others] = office.for(email);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ id: `<${id}@house.test>`, from: 'bids@house.test', subject: 'Set a new password' });
    expect(mail!.text).toContain('https://house.test/reset?token=the-token');
    expect(mail!.html).toContain('href="https://house.test/reset?token=the-token"');
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.headers.has('list-unsubscribe')).toBe(false);
    expect((await database().mails.byId(id))?.data).toEqual({});
  });

  it('tries again when the server was down, and sends once', async () => {
    await office.close();
    const { id, email } = await queue();
    start();
    const row = async () => (await database().mails.page({ limit: 200 })).items.find((mail) => mail.id === id)!;
    await expect.poll(async () => (await row()).reason, { timeout: 10_000 }).toBe('ESOCKET');
    const { nextAt, status } = await row();
    expect(status).toBe('queued');
    expect(nextAt - now).toBeGreaterThanOrEqual(15_000);
    await office.open();
    now = nextAt;
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('sent');
    expect(office.for(email)).toHaveLength(1);
    expect(await row()).toMatchObject({ attempts: 2, reason: null });
  });

  it('sends what a killed sender had claimed, when its claim is over', async () => {
    const { id, email } = await queue();
    const [claimed] = await database().mails.claim(1, now, 60_000);
    expect(claimed?.id).toBe(id);
    start();
    const { id: other } = await queue();
    await expect.poll(() => statusOf(other), { timeout: 10_000 }).toBe('sent');
    expect(office.for(email)).toEqual([]);
    now += 60_000;
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('sent');
    expect(office.for(email)).toHaveLength(1);
  });

  it('names a mail the same when its sender was killed between handing it over and noting it', async () => {
    const { id, email } = await queue();
    const [claimed] = (await database().mails.claim(1, now, 60_000)) as [ClaimedMail];
    const words = { subject: 'Set a new password', text: 'a', html: 'a' };
    await new SmtpPost(office.url, env).send({ id, to: claimed.address, locale: 'en', ...words });
    now += 60_000;
    start();
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('sent');
    expect(new Set(office.for(email).map((mail) => mail.id))).toEqual(new Set([`<${id}@house.test>`]));
  });

  it('sends once what a database that fails cannot note at first', async () => {
    const { id, email } = await queue();
    const { mails } = database();
    let failures = 3;
    const sent = vi.spyOn(mails, 'sent').mockImplementation(async (...args) => {
      if (failures-- > 0) throw new Error('the database is away');
      sent.mockRestore();
      return mails.sent(...args);
    });
    start();
    await expect.poll(() => statusOf(id), { timeout: 20_000 }).toBe('sent');
    expect(office.for(email)).toHaveLength(1);
  });

  it('gives up what will never be taken, and what is too old', async () => {
    office.refuse = (to) => (to.startsWith('no') ? 550 : 451);
    const refused = await queue();
    office.refuse = (to) => (to === refused.email ? 550 : 451);
    const busy = await queue({ expiresAt: now + 60_000 });
    const old = await queue({ expiresAt: now - 1 });
    start();
    await expect.poll(() => statusOf(refused.id), { timeout: 10_000 }).toBe('failed');
    await expect.poll(() => statusOf(old.id), { timeout: 10_000 }).toBe('failed');
    await expect.poll(async () => (await database().mails.byId(busy.id))?.attempts, { timeout: 10_000 }).toBe(1);
    expect(await statusOf(busy.id)).toBe('queued');
    now += 59_000;
    await expect.poll(() => statusOf(busy.id), { timeout: 10_000 }).toBe('failed');
    const reasons = new Map((await database().mails.page({ limit: 200 })).items.map((mail) => [mail.id, mail.reason]));
    expect([refused.id, old.id, busy.id].map((id) => reasons.get(id))).toEqual(['550', 'expired', '451']);
    expect(office.received).toEqual([]);
  });

  it('writes no address and no token into the log', async () => {
    office.refuse = () => 550;
    const { id, email } = await queue();
    start();
    await expect.poll(() => statusOf(id), { timeout: 10_000 }).toBe('failed');
    const text = JSON.stringify(log);
    expect(text).toContain(id);
    expect(text).not.toContain(email);
    expect(text).not.toContain('the-token');
    expect(text).not.toContain('@');
  });
});
