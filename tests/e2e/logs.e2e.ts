import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { PostOffice } from '../../apps/server/src/mail/post-office.testing.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { PASSWORD, register, send, signIn } from './people.ts';
import { putSale } from './sale.ts';

const NAME = 'Plantedname';
const MAXIMUM = 7_654_321;
const WRONG_PASSWORD = 'not-the-plantedpassword';

let house: HouseProcess;
const office = new PostOffice();
afterEach(async () => {
  await house?.remove();
  await office.close();
});

/** A line of the log, as whoever collects it reads it. */
interface Line {
  level: number;
  msg?: string;
  requestId?: string;
  commandId?: string;
  context?: string;
}

test('the log at its most talkative says what happened, by request and command, and nothing of anybody', async () => {
  await office.open();
  house = await aHouse({ SMTP_URL: office.url, LOG_LEVEL: 'trace', METRICS_TOKEN: 'planted-metrics-token' });
  const lots = [{ title: 'A clock', openingMinor: 1_000, closesInMs: 600_000 }];
  const { slug, lotIds } = await putSale({ dataDir: house.dataDir }, { lots });
  const [lotId] = lotIds;
  await house.start();
  const secrets = [
    NAME,
    String(MAXIMUM),
    PASSWORD,
    WRONG_PASSWORD,
    'planted-metrics-token',
    '@journey.test',
    'hunter2',
  ];
  const email = `ada-${randomUUID().slice(0, 8)}@journey.test`;
  const tokenTo = async (which: number): Promise<string> => {
    const mails = () => office.received.filter(({ to }) => to.includes(email));
    await until(() => mails().length > which, `mail ${which} to a person`);
    const token = decodeURIComponent(/\?token=([\w.%-]+)/.exec(mails()[which]!.text)![1]!);
    secrets.push(token);
    return token;
  };

  // An account: opened, opened again, confirmed, with a wrong password and a forgotten one.
  await send(house.url, '/api/auth/sign-up/email', { name: 'Olga', email: 'olga@journey.test', password: PASSWORD });
  const ada = { name: NAME, email, password: PASSWORD };
  for (let time = 0; time < 2; time++) await send(house.url, '/api/auth/sign-up/email', ada);
  await send(house.url, '/api/auth/sign-in/email', { email, password: WRONG_PASSWORD });
  expect((await send(house.url, '/api/auth/verify', { token: await tokenTo(0) })).status).toBe(200);
  const cookie = await signIn(house.url, email);
  for (const part of cookie.split('; ')) secrets.push(part.slice(part.indexOf('=') + 1));

  // Bids on both ways, refusals, and addresses that hold a secret.
  await register(house.url, slug, cookie);
  const overHttp = { id: randomUUID(), lotId, maxMinor: MAXIMUM, currency: 'USD' };
  const answer = await send(house.url, `/api/lots/${lotId}/bids?token=hunter2`, overHttp, cookie);
  expect(answer.status).toBe(200);
  const extraHeaders = { origin: house.url, cookie };
  const socket = io(`${house.url}/lots`, { transports: ['websocket'], forceNew: true, extraHeaders });
  const overSocket = { id: randomUUID(), lotId, maxMinor: MAXIMUM + 1, currency: 'USD' };
  expect(await socket.timeout(10_000).emitWithAck('bid', overSocket)).toMatchObject({ ok: true });
  await socket.timeout(10_000).emitWithAck('bid', { ...overSocket, maxMinor: `${MAXIMUM}` });
  socket.disconnect();
  for (const path of ['/api/hunter2', '/verify?token=hunter2', '/unsubscribe/hunter2']) await fetch(house.url + path);
  await fetch(`${house.url}/metrics`, { headers: { authorization: 'Bearer planted-metrics-token' } });
  await send(house.url, '/api/auth/sign-in/email', '{"email": hunter2');

  // A mail that is refused by a server which repeats the address, and one that has nobody to take it.
  office.refuse = () => 451;
  await send(house.url, '/api/auth/forgot', { email });
  await until(() => house.output().includes('not sent: mail'), 'a refused mail is logged', 60_000);
  await house.stop();

  const printed = house.output();
  for (const secret of secrets.filter((each) => each.length > 3)) expect(printed, secret).not.toContain(secret);
  const lines = printed.split('\n').filter((line) => line.startsWith('{'));
  const said = lines.map((line) => JSON.parse(line) as Line);
  const requestId = answer.headers.get('x-request-id');
  const bids = said.filter(({ msg }) => msg === 'a bid was answered');
  expect(bids).toEqual([
    expect.objectContaining({ context: 'bids', commandId: overHttp.id, requestId }),
    expect.objectContaining({ context: 'bids', commandId: overSocket.id }),
  ]);
  expect(said).toContainEqual(expect.objectContaining({ msg: 'answered', requestId, route: '/api/lots/:id/bids' }));
  // One line for people says that the house is open; all else is for machines.
  expect(printed.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([
    `Rostrum is open at ${house.url}`,
  ]);
});
