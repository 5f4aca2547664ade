import { randomUUID } from 'node:crypto';
import type { NoticesPage } from '@rostrum/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { aHouse, until, type HouseProcess } from './house.ts';
import { MailSink } from './mail-sink.ts';
import { PASSWORD, register, send, signIn } from './people.ts';
import { putSale } from './sale.ts';

const LOTS = 12;
/** Time for the bids; then all lots are over at once. */
const CLOSES_MS = 15_000;
const KILLS = 4;

describe('kill -9 between the hammer, the notice, the mail, and the note that it was sent', () => {
  let house: HouseProcess;
  let sink: MailSink;
  afterEach(async () => {
    await house?.remove();
    sink?.close();
  });

  test('every lot won is one notice and one mail', async () => {
    sink = await new MailSink(150).open();
    house = await aHouse({ BIDS_PER_SECOND: '1000', SMTP_URL: sink.url });
    const { slug, lotIds } = await putSale(
      { dataDir: house.dataDir },
      {
        lots: Array.from({ length: LOTS }, (_, n) => ({
          title: `Thing ${n}`,
          openingMinor: 1_000,
          closesInMs: CLOSES_MS,
        })),
        softClose: { windowMs: 0, extensionMs: 0 },
      },
    );
    await house.start();
    const email = `ada-${randomUUID().slice(0, 8)}@journey.test`;
    for (const person of [
      { name: 'Olga', email: 'olga@journey.test' },
      { name: 'Ada', email },
    ]) {
      await send(house.url, '/api/auth/sign-up/email', { ...person, password: PASSWORD });
    }
    const confirmation = () => sink.mails.find(({ to, text }) => to === email && text.includes('/verify?token='));
    await until(() => confirmation() !== undefined, 'the mail that confirms an address');
    const token = decodeURIComponent(/\?token=([\w.%-]+)/.exec(confirmation()!.text)![1]!);
    expect((await send(house.url, '/api/auth/verify', { token })).status).toBe(200);
    const cookie = await signIn(house.url, email);
    await register(house.url, slug, cookie);
    for (const lotId of lotIds) {
      const body = { id: randomUUID(), maxMinor: 5_000, currency: 'USD' };
      expect((await send(house.url, `/api/lots/${lotId}/bids`, body, cookie)).status).toBe(200);
    }

    const won = () => sink.mails.filter(({ to, subject }) => to === email && subject.startsWith('You won'));
    for (let kill = 0; kill < KILLS; kill++) {
      const before = won().length;
      // Each time some more have gone out: in the middle of the next ones it dies.
      await until(() => won().length > before || before === LOTS, 'a mail goes out', 60_000);
      await house.kill();
      await house.start();
    }
    // What a killed house had claimed is free again when its claim ends; the rest goes out now.
    await until(() => new Set(won().map(({ id }) => id)).size === LOTS, 'a mail for each lot', 300_000);
    const answer = await fetch(`${house.url}/api/me/notices`, { headers: { cookie } });
    const { items, deliveries } = (await answer.json()) as NoticesPage;
    const told = items.filter(({ topic }) => topic === 'won');
    expect(told.map(({ lotId }) => lotId).toSorted()).toEqual(lotIds.toSorted());
    for (const { id } of told) expect(deliveries[id]).toMatchObject([{ channel: 'mail' }]);
    // A mail that went out again has the name that it had: mailboxes show it once.
    expect(new Set(won().map(({ subject }) => subject)).size).toBe(LOTS);
    expect(new Set(won().map(({ id, subject }) => `${id} ${subject}`)).size).toBe(LOTS);
  }, 420_000);
});
