import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, TEST_PASSWORD, type TestHouse, type TestPerson } from '../house.testing.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../packages/client/examples/', import.meta.url));

let house: TestHouse;
let ada: TestPerson;
let bo: TestPerson;
let lotIds: string[];
const children: ChildProcess[] = [];

beforeAll(async () => {
  house = await startHouse({ env: { BIDS_PER_SECOND: '100' } });
  [ada, bo] = [await house.signUp('Ada'), await house.signUp('Bo')];
  const { id } = await house.app.get(AuctionHouse).openAuction(anAuction('examples', 3));
  await house.database.catalogue.register(id, bo.personId);
  lotIds = (await house.database.catalogue.lotsOf(id, { limit: 10 })).items.map(({ lot }) => lot.id);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await house?.close();
});

/** An example as a process of its own, as its file says how to run it. */
function run(file: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [EXAMPLES + file, ...args], { env: { PATH: process.env['PATH'], ...env } });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, code, says: (text: string | RegExp) => expect.poll(() => output, { timeout: 20_000 }).toMatch(text) };
}

function bid(person: TestPerson, lotId: string, maxMinor: number): Promise<Response> {
  return fetch(`${house.url}/api/lots/${lotId}/bids`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie: person.cookie },
    body: JSON.stringify({ id: randomUUID(), lotId, maxMinor }),
  });
}

describe('the examples of the client', () => {
  it('ticker.ts tells of a bid when it falls, and ends when it is told to', async () => {
    const ticker = run('ticker.ts', [house.url]);
    await ticker.says('3 lots');
    await ticker.says('live');
    expect((await bid(bo, lotIds[0]!, 2_000)).status).toBe(200);
    await ticker.says(/Lot 1 Lot 1: €5\.00 · bid of paddle 101/);
    ticker.child.kill('SIGINT');
    expect(await ticker.code).toBe(0);
  });

  it('bidder.ts bids until it leads, goes along, and stops at its budget', async () => {
    const lotId = lotIds[1]!;
    expect((await bid(bo, lotId, 700)).status).toBe(200);
    const who = { HOUSE_EMAIL: ada.email, HOUSE_PASSWORD: TEST_PASSWORD };
    const robot = run('bidder.ts', [house.url, lotId, '2000'], who);
    await robot.says('Paddle 102');
    await robot.says('Bid 600: outbid');
    await robot.says('leading');
    expect((await bid(bo, lotId, 1_500)).status).toBe(200);
    await robot.says(/Bid 1[56]00: leading/);
    expect((await bid(bo, lotId, 5_000)).status).toBe(200);
    await robot.says('that is too much');
    await robot.says('Not bought');
    expect(await robot.code).toBe(1);
  });

  it('bidder.ts says who was not let in', async () => {
    const robot = run('bidder.ts', [house.url, lotIds[2]!, '100'], { HOUSE_EMAIL: ada.email, HOUSE_PASSWORD: 'wrong' });
    await robot.says('did not let');
    expect(await robot.code).not.toBe(0);
  });
});
