import { randomUUID } from 'node:crypto';
import type { NoticesPage, NoticeTopic, Preferences, PreferencesChange, Unsubscribing } from '@rostrum/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runSql } from '../bidding/test-database.testing.ts';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';
import { PostOffice, type Received } from '../mail/post-office.testing.ts';
import { Ids } from '../platform/index.ts';

const WAIT = { timeout: 20_000 };

describe('what goes out to people who have no page open, in a running house', () => {
  let house: TestHouse;
  let office: PostOffice;
  let lotId: string;
  let ada: TestPerson;
  let names = 0;

  beforeAll(async () => {
    office = await new PostOffice().open();
    house = await startHouse({ env: { SMTP_URL: office.url, SIGN_INS_PER_MINUTE: '1000' } });
    const { id } = await house.app
      .get(AuctionHouse)
      .openAuction(anAuction('goes-out', 1, { firstEndsAt: Date.now() + 9e8 }));
    [lotId] = (await house.database.catalogue.lotsOf(id, { limit: 9 })).items.map(({ lot }) => lot.id) as [string];
  });
  afterAll(async () => {
    await house?.close();
    await office?.close();
  });
  beforeEach(async () => {
    ada = await house.signUp(`Ada ${++names}`);
  });

  const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
    const answer = await fetch(`${house.url}${path}`, {
      method,
      headers: { origin: house.url, cookie: ada.cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  };
  const choose = (change: PreferencesChange): Promise<Preferences> => ask('PATCH', '/api/me/preferences', change);
  const tell = async (topic: NoticeTopic, about = lotId): Promise<string> => {
    const id = house.app.get(Ids).uuid();
    const money = { priceMinor: 2_000, minimumMinor: 2_100 };
    await house.database.notices.add([
      {
        id,
        personId: ada.personId,
        lotId: about,
        seq: ++names,
        topic,
        at: Date.now(),
        urgent: topic === 'won',
        ...money,
      },
    ]);
    return id;
  };
  /** Nothing has to settle any more, and mornings have come. */
  const later = async (): Promise<void> => {
    await runSql(house.database, "UPDATE notice_deliveries SET due_at = 0 WHERE status = 'waiting'");
  };
  const statusOf = async (id: string): Promise<string[]> => {
    const { deliveries } = await ask<NoticesPage>('GET', '/api/me/notices');
    return (deliveries[id] ?? []).map(({ channel, status }) => `${channel} ${status}`);
  };
  /** Without the one that came with the account. */
  const mails = (): Received[] => office.for(ada.email).filter(({ text }) => !text.includes('/verify?'));

  it('several that are not urgent are one mail, which says what happened by lot', async () => {
    const ids = [await tell('declined'), await tell('answered')];
    for (const id of ids) await expect.poll(() => statusOf(id), WAIT).toEqual(['mail waiting']);
    expect(mails()).toEqual([]);
    await later();
    await expect.poll(() => mails().length, WAIT).toBe(1);
    const [mail] = mails();
    expect(mail!.subject).toBe(`What happened at ${new URL(house.url).host}: 2 notices`);
    expect(mail!.text).toContain('The house lets it stand');
    expect(mail!.text).toContain('What you wrote here was answered.');
    for (const id of ids) await expect.poll(() => statusOf(id), WAIT).toEqual(['mail sent']);
  });

  it('what was seen meanwhile, and what its person wants no more, does not go', async () => {
    const [seen, unwanted] = [await tell('declined'), await tell('answered')];
    for (const id of [seen, unwanted]) await expect.poll(() => statusOf(id), WAIT).toEqual(['mail waiting']);
    await ask('POST', '/api/me/notices/seen', { ids: [seen] });
    await choose({ topics: { answered: { mail: false } } });
    await later();
    for (const id of [seen, unwanted]) await expect.poll(() => statusOf(id), WAIT).toEqual(['mail dropped']);
    expect(mails()).toEqual([]);
  });

  it('in quiet hours only what is urgent goes; the rest comes in one mail when they are over', async () => {
    // Hours around now, by a clock that is not the house's.
    const zone = 'Asia/Kolkata';
    const minute = (new Date().getUTCHours() * 60 + new Date().getUTCMinutes() + 330) % 1_440;
    const quiet = { from: (minute + 1_440 - 60) % 1_440, to: (minute + 60) % 1_440 };
    expect(await choose({ quiet, zone })).toMatchObject({ quiet, zone, mailPace: 'now', mails: true });
    const [won, declined] = [await tell('won'), await tell('declined')];
    await expect.poll(() => mails().map(({ subject }) => subject), WAIT).toEqual(['You won lot 1: Lot 1']);
    await expect.poll(() => statusOf(won), WAIT).toEqual(['mail sent']);
    expect(await statusOf(declined)).toEqual(['mail waiting']);
    // Even where it is thought due: the hours are asked again.
    await later();
    const due = async () => {
      const [row] = (await runSql(house.database, 'SELECT due_at FROM notice_deliveries WHERE notice_id = $1', [
        declined,
      ])) as {
        due_at: number | string;
      }[];
      return Number(row?.due_at);
    };
    await expect.poll(due, WAIT).toBeGreaterThan(Date.now());
    await choose({ quiet: null });
    await later();
    await expect.poll(() => mails().length, WAIT).toBe(2);
  });

  it('once a day is once a day, and never is never', async () => {
    await choose({ mailPace: 'daily' });
    const daily = await tell('declined');
    await expect.poll(() => statusOf(daily), WAIT).toEqual(['mail waiting']);
    await choose({ mailPace: 'never' });
    const never = await tell('answered');
    await tell('won');
    await expect.poll(() => mails().length, WAIT).toBe(1);
    expect(await statusOf(never)).toEqual([]);
    await later();
    await expect.poll(() => statusOf(daily), WAIT).toEqual(['mail dropped']);
    expect(mails()).toHaveLength(1);
  });

  describe('the link at the foot of a mail', () => {
    const linkIn = ({ headers }: Received): string => /^<(.+)>$/.exec(headers.get('list-unsubscribe') ?? '')?.[1] ?? '';
    const stateOf = async (link: string): Promise<Unsubscribing> =>
      (await (await fetch(link.replace('/unsubscribe/', '/api/unsubscribe/'))).json()) as Unsubscribing;
    const post = (link: string, body: string, type = 'application/x-www-form-urlencoded'): Promise<Response> =>
      // As mail programs do: from nowhere, without a cookie.
      fetch(link, { method: 'POST', headers: { 'content-type': type }, body, redirect: 'manual' });

    it('ends one topic with one POST of a mail program, for this person alone, and can be taken back', async () => {
      await tell('won');
      await expect.poll(() => mails().length, WAIT).toBe(1);
      const [mail] = mails() as [Received];
      expect(mail.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      const link = linkIn(mail);
      expect(link).toMatch(new RegExp(`^${house.url}/unsubscribe/[\\w-]+$`));
      expect(mail.text).toContain(`No more mails like this one: ${link}`);
      expect(mail.html).toContain(`href="${link}"`);
      // To look changes nothing, however often programs look.
      await fetch(link);
      await fetch(link, { method: 'HEAD' });
      expect(await stateOf(link)).toEqual({ topic: 'won', off: false, pace: null });
      const answer = await post(link, 'List-Unsubscribe=One-Click');
      expect([answer.status, await answer.text()]).toEqual([200, 'Done.\n']);
      expect(await stateOf(link)).toEqual({ topic: 'won', off: true, pace: null });
      expect(await ask<Preferences>('GET', '/api/me/preferences')).toMatchObject({
        topics: { won: { mail: false, push: true }, outbid: { mail: true } },
      });
      const back = await post(link, 'page=&back=');
      expect([back.status, back.headers.get('location')]).toEqual([303, new URL(link).pathname]);
      expect((await stateOf(link)).off).toBe(false);
      const [, multipart] = [await post(link, 'back='), 'multipart/form-data; boundary=b'];
      const part = '--b\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
      expect((await post(link, part, multipart)).status).toBe(200);
      expect((await stateOf(link)).off).toBe(true);
    });

    it('of several notices ends all that is not urgent, and goes back to the pace before', async () => {
      await choose({ mailPace: 'daily' });
      await tell('declined');
      await tell('answered');
      const [row] = [await ask<NoticesPage>('GET', '/api/me/notices')];
      await expect.poll(() => statusOf(row.items[0]!.id), WAIT).toEqual(['mail waiting']);
      await expect.poll(() => statusOf(row.items[1]!.id), WAIT).toEqual(['mail waiting']);
      await later();
      await expect.poll(() => mails().length, WAIT).toBe(1);
      const link = linkIn(mails()[0]!);
      expect(await stateOf(link)).toEqual({ topic: null, off: false, pace: 'daily' });
      await post(link, 'List-Unsubscribe=One-Click');
      expect((await ask<Preferences>('GET', '/api/me/preferences')).mailPace).toBe('never');
      await post(link, 'back=');
      expect((await ask<Preferences>('GET', '/api/me/preferences')).mailPace).toBe('daily');
    });

    it('is refused where the house did not make it', async () => {
      const forged = `${house.url}/unsubscribe/${Buffer.from(randomUUID().repeat(2)).toString('base64url')}`;
      expect((await post(forged, 'List-Unsubscribe=One-Click')).status).toBe(404);
      expect((await fetch(forged.replace('/unsubscribe/', '/api/unsubscribe/'))).status).toBe(404);
    });
  });
});
