import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RatesBoard, RatesHistory, RatesTick } from '@rostrum/contract';
import { WIRES } from '@rostrum/contract/schemas';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHouse, type TestHouse } from '../house.testing.ts';
import { FileServer } from './providers/file-server.testing.ts';
import { KrakenServer } from './providers/kraken-server.testing.ts';

/** Nothing here is asserted to be quick. */
const SOON = { timeout: 20_000, interval: 50 };
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

function client(house: TestHouse, origin: string): Socket {
  const options = { transports: ['websocket'], forceNew: true, reconnection: false, extraHeaders: { origin } };
  const socket = io(`${house.url}/rates`, { ...options, autoConnect: false });
  sockets.push(socket);
  return socket;
}

/** Watches, and notes every tick. */
async function watch(house: TestHouse, currencies?: string[]): Promise<{ ticks: RatesTick[]; answer: RatesTick }> {
  const socket = client(house, house.url);
  const ticks: RatesTick[] = [];
  socket.on('rates.tick', (tick: RatesTick) => ticks.push(tick));
  socket.connect();
  const answer = (await socket.emitWithAck('watch', currencies ? { currencies } : {})) as RatesTick;
  return { ticks, answer };
}

const board = async (house: TestHouse): Promise<RatesBoard> =>
  (await (await fetch(`${house.url}/api/rates`)).json()) as RatesBoard;
const rateOf = async (house: TestHouse, currency: string) =>
  (await board(house)).rates.find((rate) => rate.currency === currency);
const stateOf = async (house: TestHouse) => (await board(house)).status.state;

describe('a provider by the second', () => {
  let kraken: KrakenServer;
  let house: TestHouse;
  beforeAll(async () => {
    kraken = await new KrakenServer().open();
    kraken.move('EUR/JPY', '186.7', '186.8');
    house = await startHouse({ env: { RATES_PROVIDER: 'kraken', RATES_URL: kraken.url } });
    await vi.waitFor(async () => expect((await board(house)).rates).toHaveLength(2), SOON);
  });
  afterAll(async () => {
    await house.close();
    await kraken.close();
  });

  it('is shown with its source, and its past can be read', async () => {
    const answer = await fetch(`${house.url}/api/rates`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect(answer.headers.get('etag')).toMatch(/^W\//);
    const { base, status, sparkRange, rates } = (await answer.json()) as RatesBoard;
    expect({ base, sparkRange }).toEqual({ base: 'EUR', sparkRange: 'day' });
    expect(status).toMatchObject({ state: 'live', provider: 'kraken', simulated: false, fault: null });
    expect(rates.map(({ currency }) => currency)).toEqual(['JPY', 'USD']);
    expect(rates[1]).toMatchObject({ rate: '1.1684', exponent: 2, source: 'Kraken', simulated: false, stale: false });
    const history = await fetch(`${house.url}/api/rates/USD-JPY/history?range=hour`);
    const { points, ...rest } = (await history.json()) as RatesHistory;
    expect(rest).toMatchObject({ pair: 'USD-JPY', range: 'hour', simulated: false, source: 'Kraken' });
    expect(points.at(-1)![1]).toBeCloseTo(186.75 / 1.1684, 4);
  });

  it.each(['EUR-EUR', 'EUR-ZZZ', 'eur-usd', 'EURUSD', "EUR-US'", '%00'])('has no past of %s', async (pair) => {
    expect((await fetch(`${house.url}/api/rates/${pair}/history`)).status).toBe(404);
  });

  it('has no past of a range that is none', async () => {
    expect((await fetch(`${house.url}/api/rates/EUR-USD/history?range=century`)).status).toBe(400);
  });

  it('reaches all who watch with the same ticks, and each with what he asked for', async () => {
    const [one, other, yen] = [await watch(house), await watch(house), await watch(house, ['JPY'])];
    expect(one.answer.rates.map(({ currency }) => currency).sort()).toEqual(['JPY', 'USD']);
    expect(yen.answer.rates.map(({ currency }) => currency)).toEqual(['JPY']);
    for (const bid of ['1.17', '1.18', '1.19']) kraken.move('EUR/USD', bid, bid);
    const newest = (ticks: RatesTick[]) => ticks.flatMap(({ rates }) => rates).at(-1)?.rate;
    await expect.poll(() => newest(one.ticks), SOON).toBe('1.19');
    await expect.poll(() => other.ticks, SOON).toEqual(one.ticks);
    // Only the newest matters: three moves at once are not three frames.
    expect(one.ticks.length).toBeLessThan(3);
    expect(yen.ticks).toEqual([]);
    kraken.move('EUR/JPY', '190', '190');
    await expect.poll(() => newest(yen.ticks), SOON).toBe('190');
    const payload = WIRES.find(({ address }) => address === '/rates')!.serverToClient['rates.tick']!.payload;
    for (const tick of one.ticks) expect(payload.safeParse(tick).error).toBeUndefined();
  });

  it('sends nothing more to who unwatches, and another choice to who chooses again', async () => {
    const socket = client(house, house.url);
    const heard: string[] = [];
    socket.on('rates.tick', ({ rates }: RatesTick) => heard.push(...rates.map(({ currency }) => currency)));
    socket.connect();
    await socket.emitWithAck('watch', {});
    await socket.emitWithAck('watch', { currencies: ['JPY'] });
    const witness = await watch(house);
    kraken.move('EUR/USD', '1.2', '1.2');
    await expect.poll(() => witness.ticks.length, SOON).toBeGreaterThan(0);
    expect(heard).toEqual([]);
    expect(await socket.emitWithAck('unwatch', {})).toEqual({ ok: true });
    kraken.move('EUR/JPY', '191', '191');
    await expect.poll(() => witness.ticks.flatMap(({ rates }) => rates).at(-1)?.currency, SOON).toBe('JPY');
    expect(heard).toEqual([]);
  });

  it('is not for pages of strangers', async () => {
    const socket = client(house, 'https://evil.test');
    const refused = new Promise((resolve) => socket.once('connect_error', resolve));
    socket.connect();
    await refused;
    expect(socket.connected).toBe(false);
  });

  it.each([{ currencies: [] }, { currencies: ['usd'] }, { currencies: 'USD' }, { currency: 'USD' }, null, 'USD'])(
    'refuses to watch %j',
    async (request) => {
      const socket = client(house, house.url);
      socket.connect();
      const answer = await socket.emitWithAck('watch', request);
      expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    },
  );

  it('dies: the page is told, the last rates stand; it comes back: the page is told, and they move again', async () => {
    const { ticks } = await watch(house);
    kraken.move('EUR/USD', '1.25', '1.25');
    await expect.poll(() => ticks.flatMap(({ rates }) => rates).at(-1)?.rate, SOON).toBe('1.25');
    await kraken.close();
    await expect.poll(() => ticks.at(-1)?.status.state, SOON).toBe('stale');
    expect(ticks.at(-1)).toMatchObject({ rates: [], status: { fault: 'unreachable', provider: 'kraken' } });
    expect(await rateOf(house, 'USD')).toMatchObject({ rate: '1.25', stale: true });
    const { status } = await board(house);
    expect(status.since).toBeGreaterThan(status.heardAt!);
    expect((await fetch(`${house.url}/health/ready`)).status).toBe(200);

    await kraken.open();
    await expect.poll(() => ticks.at(-1)?.status.state, SOON).toBe('live');
    kraken.move('EUR/USD', '1.26', '1.26');
    await expect.poll(() => ticks.flatMap(({ rates }) => rates).at(-1)?.rate, SOON).toBe('1.26');
    expect(await rateOf(house, 'USD')).toMatchObject({ stale: false });
    const metrics = await (await fetch(`${house.url}/metrics`)).text();
    expect(metrics).toMatch(/auction_rates_answers_total\{provider="kraken",result="unreachable"\} [1-9]/);
  });

  it('says what is wrong: the last good rates stand', async () => {
    kraken.move('EUR/USD', '1.27', '1.27');
    await expect.poll(async () => (await rateOf(house, 'USD'))?.rate, SOON).toBe('1.27');
    kraken.say('{"channel":"ticker","data":[{"symbol":"EUR/USD","bid":-1,"ask":0}]}');
    kraken.say('{"channel":"ticker","data":[{"symbol":"EUR/USD","bid":"1,3","ask":"1,3"}]}');
    await expect.poll(async () => (await board(house)).status.fault, SOON).toBe('malformed');
    expect(await rateOf(house, 'USD')).toMatchObject({ rate: '1.27', stale: true });
    kraken.move('EUR/USD', '1.28', '1.28');
    await expect.poll(async () => (await board(house)).status.fault, SOON).toBeNull();
  });
});

describe('a provider by the day', () => {
  it('gives its rates once; without it, and after a restart, they stand with their date', async () => {
    const server = await new FileServer().open();
    const DATA_DIR = await mkdtemp(join(tmpdir(), 'rostrum-rates-'));
    const env = { RATES_PROVIDER: 'ecb', RATES_URL: server.url, DATA_DIR };
    const day = new Date().toISOString().slice(0, 10);
    server.file = `<e:Envelope xmlns:e="e"><Cube><Cube time='${day}'><Cube currency='USD' rate='1.1684'/></Cube></Cube></e:Envelope>`;
    const standing = { rate: '1.1684', date: day, source: 'European Central Bank', stale: false };

    const house = await startHouse({ env });
    await expect.poll(() => rateOf(house, 'USD'), SOON).toMatchObject(standing);
    expect((await board(house)).sparkRange).toBe('month');
    await house.close();
    await server.close();

    const again = await startHouse({ env });
    expect(await rateOf(again, 'USD')).toMatchObject(standing);
    await expect.poll(async () => (await again.database.rates.provider('ecb'))?.fault, SOON).toBe('unreachable');
    // A day's rates are good for the day, whoever is away.
    expect(await stateOf(again)).toBe('live');
    await server.open();
    await again.close();

    const third = await startHouse({ env });
    await expect.poll(async () => (await third.database.rates.provider('ecb'))?.fault, SOON).toBeNull();
    expect(server.asked.map((headers) => 'if-none-match' in headers)).toEqual([false, true]);
    await third.close();
    await server.close();
    await rm(DATA_DIR, { recursive: true });
  });
});

describe('a house without a provider', () => {
  it.each([
    [{ RATES_PROVIDER: 'off' }, { state: 'off', provider: null, fault: null }],
    [
      { RATES_PROVIDER: '', RATES_URL: 'http://127.0.0.1:9/' },
      { state: 'stale', provider: 'daily', fault: 'unreachable' },
    ],
  ])('opens all the same: %j', async (env, status) => {
    const house = await startHouse({ env });
    await expect.poll(async () => (await board(house)).status, SOON).toMatchObject(status);
    expect((await board(house)).rates).toEqual([]);
    expect((await watch(house)).answer).toMatchObject({ ok: true, rates: [], status });
    expect((await fetch(`${house.url}/api/rates/EUR-USD/history`)).status).toBe(404);
    await house.close();
  });
});

describe('the demo', () => {
  it('has rates that move and say that they are made up, from the first page on', async () => {
    const house = await startHouse({
      env: { DEMO: 'quiet', RATES_PROVIDER: '', RATES_URL: 'http://127.0.0.1:9/' },
      ownerless: true,
    });
    const { status, rates } = await board(house);
    expect(status).toMatchObject({ state: 'live', provider: 'simulated', simulated: true });
    expect(rates).toHaveLength(29);
    expect(rates.find(({ currency }) => currency === 'USD')).toMatchObject({ simulated: true, date: '2026-04-13' });
    const { ticks } = await watch(house);
    await expect.poll(() => ticks.length, SOON).toBeGreaterThan(2);
    const moved = ticks.map((tick) => tick.rates.find(({ currency }) => currency === 'GBP')?.rate);
    expect(new Set(moved).size).toBeGreaterThan(1);
    const history = await fetch(`${house.url}/api/rates/GBP-USD/history?range=year`);
    expect(((await history.json()) as RatesHistory).points.length).toBeGreaterThan(100);
    // Nothing made up is ever written down.
    expect(await house.database.rates.newest()).toEqual([]);
    // A house that is rid of its demo is rid of what it made up.
    await house.database.house.removeDemo();
    await expect
      .poll(() => board(house), SOON)
      .toMatchObject({ status: { provider: 'daily', simulated: false }, rates: [] });
    expect(ticks.at(-1)).toMatchObject({ status: { simulated: false } });
    await house.close();
  });
});
