import type { Socket } from 'socket.io-client';
import { until } from '../e2e/house.ts';
import { lotOf } from '../e2e/ledger.ts';
import { register, send, signUp, type Visitor } from '../e2e/people.ts';
import { codeOf, openSocket } from './plain-socket.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';
import { lacksTwoNodes, openTwoNodes, type Node, type TwoNodes } from './two-nodes.ts';

const KINDS = ['sign-out', 'ban', 'role'] as const;
type Kind = (typeof KINDS)[number];

const REACHED_MS = 1_000;

export const revoked: ChaosPromise = {
  id: 'revoked',
  promise:
    'Sign-out, ban and change of role reach live sockets on every node within 1 s, also those that were away meanwhile, also without the bus.',
  test: 'tests/chaos/revoked.ts',
  lacks: lacksTwoNodes,
  short: (run) => revoke(run, 3, false),
  long: (run) => revoke(run, 90, true),
};

async function revoke({ seed, say }: ChaosRun, rounds: number, judgesTime: boolean): Promise<Outcome> {
  const random = randomOf(seed);
  const world = await openTwoNodes(1, 1);
  const violations: string[] = [];
  const took: number[] = [];
  let dead = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const kind = KINDS[round % KINDS.length]!;
      const bus = random.chance(0.5);
      if (bus) await world.busStands();
      else {
        dead++;
        await world.redis.kill();
      }
      const name = `round ${round + 1} (${kind}, ${bus ? 'with' : 'without'} a bus)`;
      const broken = (what: string): void => void violations.push(`${name}: ${what}`);
      const ms = await tryOne(world, kind, random, broken);
      took.push(ms);
      if (judgesTime && ms > REACHED_MS) broken(`both nodes knew after ${ms} ms`);
      say(`${name}: ${ms} ms`);
      if (!bus) await world.redis.start();
    }
  } finally {
    await world.remove();
  }
  const sorted = took.toSorted((a, b) => a - b);
  return {
    runs: `${rounds} revocations on two nodes, ${dead} of them without a bus`,
    result: `known on both after ${sorted[Math.floor(rounds / 2)]} ms (median), ${sorted.at(-1)} ms (most); nothing private afterwards`,
    violations,
  };
}

/** The sockets of one person on one node. */
interface Pages {
  me: Socket;
  lots: Socket;
}

async function pagesOf(node: Node, url: string, { cookie }: Visitor): Promise<Pages> {
  const options = { url, origin: node.house.url, cookie };
  return { me: await openSocket('/me', options), lots: await openSocket('/lots', options) };
}

async function tryOne(world: TwoNodes, kind: Kind, random: Random, broken: (what: string) => void): Promise<number> {
  const { nodes, sale, bidders } = world;
  const [lotId, rival] = [sale.lotIds[0]!, bidders[0]!];
  const [acts, other] = random.chance(0.5) ? nodes : [nodes[1], nodes[0]];
  const person = await signUp(acts.house.url, 'Ida');
  await register(acts.house.url, sale.slug, person.cookie);
  const bid = async (): Promise<object> => {
    // A node that has yet to hear of the last bid would name a minimum that is past.
    const known = await Promise.all(nodes.map(({ house }) => lotOf(house.url, lotId)));
    const minimumMinor = Math.max(...known.map((lot) => lot.minimumMinor!));
    return { id: random.uuid(), lotId, maxMinor: minimumMinor + 50_000, currency: 'USD' };
  };
  const led = await send(acts.house.url, `/api/lots/${lotId}/bids`, await bid(), person.cookie);
  if (!led.ok) broken(`the bid of the person answered ${led.status}`);

  const here = await Promise.all(nodes.map((node) => pagesOf(node, node.house.url, person)));
  // These are on a line that is dead while the session ends.
  const away = await pagesOf(other, other.line.url, person);
  for (const line of other.line.connections()) line.set({ frozen: true });
  const heard: string[] = [];
  const sentAt = performance.now();
  await endSession(world, acts, kind, person);
  await until(() => here.every(({ me }) => me.disconnected), 'the pages of the person are cut');
  const tookMs = Math.round(performance.now() - sentAt);

  // What was sent before the end may still be on the dead line; that somebody bid more is known only after it.
  const listen = (event: string, data: unknown): void => {
    if (JSON.stringify(data).includes('outbid')) heard.push(event);
  };
  for (const { me } of [...here, away]) me.onAny(listen);
  const outbid = await send(other.house.url, `/api/lots/${lotId}/bids`, await bid(), rival.cookie);
  if (!outbid.ok) broken(`the bid of the rival answered ${outbid.status}`);
  for (const line of other.line.connections()) line.set({ frozen: false });
  await until(() => away.me.disconnected, 'the page that was away is cut');
  for (const { lots } of [...here, away]) {
    const code = await codeOf(lots, 'bid', await bid());
    if (code !== 'UNAUTHENTICATED') broken(`a bid on an open socket answered ${code}`);
  }
  await comesAgain(nodes, kind, person, await bid(), broken);
  if (heard.length > 0) broken(`was told ${heard.join(', ')} afterwards`);
  for (const { lots } of [...here, away]) lots.disconnect();
  return tookMs;
}

async function endSession({ owner }: TwoNodes, { house }: Node, kind: Kind, person: Visitor): Promise<void> {
  if (kind === 'sign-out') {
    await ok(await send(house.url, '/api/auth/sign-out', {}, person.cookie));
    return;
  }
  const query = `/api/staff/people?view=all&q=${encodeURIComponent(person.email)}`;
  const found = await ok(await fetch(house.url + query, { headers: { cookie: owner.cookie } }));
  const { items } = (await found.json()) as { items: { id: string }[] };
  const body = kind === 'role' ? { role: 'staff' } : {};
  await ok(await send(house.url, `/api/staff/people/${items[0]!.id}/${kind}`, body, owner.cookie));
}

async function ok(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** With the cookie of before: nobody, on either node; after a change of role, staff that may not bid. */
async function comesAgain(
  nodes: readonly Node[],
  kind: Kind,
  { cookie }: Visitor,
  bid: object,
  broken: (what: string) => void,
): Promise<void> {
  for (const { house } of nodes) {
    const options = { url: house.url, origin: house.url, cookie };
    const code = await openSocket('/me', options).then(
      (socket) => (socket.disconnect(), 'ok'),
      (error: { data?: { code: string } }) => error.data?.code ?? String(error),
    );
    const expected = kind === 'role' ? 'ok' : 'UNAUTHENTICATED';
    if (code !== expected) broken(`/me answered ${code} to the old cookie`);
    const lots = await openSocket('/lots', options);
    const answer = await codeOf(lots, 'bid', bid);
    if (answer !== (kind === 'role' ? 'MAY_NOT_BID' : 'UNAUTHENTICATED')) broken(`/lots answered a bid with ${answer}`);
    lots.disconnect();
  }
}
