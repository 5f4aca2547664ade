import { expect, onTestFinished, test } from 'vitest';
import { openHouse, QUICK, until, visit } from './client-rig.testing.ts';
import type { HouseClient } from './house-client.ts';
import { RatesChannel, type RatesNews } from './rates-channel.ts';
import { TIMING } from './timing.ts';

function ratesOf(client: HouseClient): RatesChannel {
  const channel = new RatesChannel(client, { ...TIMING, ...QUICK });
  onTestFinished(() => channel.close());
  return channel;
}

test('a rate that moves reaches the page, and only who watches it', async () => {
  const house = await openHouse();
  const channel = ratesOf(visit(house.url));
  const [dollars, all]: [RatesNews[], RatesNews[]] = [[], []];
  channel.watch(['USD'], (news) => dollars.push(news));
  channel.watch('all', (news) => all.push(news));
  await until(() => channel.state === 'live');
  expect(house.rates.asked).toEqual([{}]);
  dollars.length = all.length = 0;
  house.rates.move('JPY', '186.75');
  house.rates.move('USD', '1.1684');
  await until(() => channel.get('USD')?.rate === '1.1684');
  expect(dollars.map(({ rates }) => rates[0]?.currency)).toEqual(['USD']);
  expect(all.map(({ rates }) => rates[0]?.currency)).toEqual(['JPY', 'USD']);
});

test('nothing is connected before something is watched, and what is watched follows the page', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const channel = ratesOf(client);
  await until(() => client.status.state === 'live');
  expect(channel.state).toBe('connecting');
  const leave = channel.watch(['USD']);
  await until(() => channel.state === 'live');
  const leaveToo = channel.watch(['GBP', 'USD']);
  await until(() => channel.get('GBP') !== undefined);
  leave();
  leave();
  leaveToo();
  await until(() => house.rates.asked.at(-1) === null);
  expect(house.rates.asked).toEqual([{ currencies: ['USD'] }, { currencies: ['GBP', 'USD'] }, null]);
});

test('a new connection asks again for where everything stands', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const channel = ratesOf(client);
  channel.watch(['USD']);
  await until(() => channel.state === 'live');
  const states: string[] = [];
  channel.states.add((state) => states.push(state));
  // The node that answers next time has a clock that is behind.
  house.rates.serverTime = 5;
  client.connection.renew();
  house.rates.move('USD', '1.2');
  await until(() => channel.get('USD')?.rate === '1.2' && channel.state === 'live');
  expect(states[0]).toBe('connecting');
});

test('a tick that overtakes the answer to a watch is not undone by it', async () => {
  const house = await openHouse();
  const channel = ratesOf(visit(house.url));
  house.rates.beforeWatchAnswer = () => house.rates.move('USD', '1.3');
  channel.watch(['USD']);
  await until(() => channel.state === 'live');
  expect(channel.get('USD')?.rate).toBe('1.3');
});

test('what came with the page stands until the house says something newer', async () => {
  const house = await openHouse();
  const channel = ratesOf(visit(house.url));
  const board = house.rates.board();
  channel.seed(board);
  expect(channel.get('USD')?.rate).toBe('1');
  expect(channel.status?.state).toBe('live');
  house.rates.move('USD', '1.4');
  channel.watch(['USD']);
  await until(() => channel.get('USD')?.rate === '1.4');
  channel.seed(board);
  expect(channel.get('USD')?.rate).toBe('1.4');
});

test('a turn of the source is told with no rate at all', async () => {
  const house = await openHouse();
  const channel = ratesOf(visit(house.url));
  const told: RatesNews[] = [];
  channel.watch(['USD'], (news) => told.push(news));
  await until(() => channel.state === 'live');
  house.rates.turn('stale');
  await until(() => channel.status?.state === 'stale');
  expect(told.at(-1)).toMatchObject({ rates: [], status: { state: 'stale' } });
  // The connection is as fresh as before: these are two things.
  expect(channel.state).toBe('live');
});

test('refusals, and a socket that the house ends, are tried again', async () => {
  const house = await openHouse();
  house.rates.refusals = 2;
  const channel = ratesOf(visit(house.url));
  channel.watch(['USD']);
  await until(() => channel.state === 'live');
  expect(house.rates.asked).toHaveLength(3);
  const states: string[] = [];
  channel.states.add((state) => states.push(state));
  house.rates.hangUp();
  await until(() => states.includes('connecting') && channel.state === 'live');
  house.rates.move('USD', '1.5');
  await until(() => channel.get('USD')?.rate === '1.5');
});

test('a live socket with late data is late here too', async () => {
  const house = await openHouse();
  const channel = ratesOf(visit(house.url));
  channel.watch(['USD']);
  await until(() => channel.state === 'live');
  house.script.muteHeartbeat = true;
  await until(() => channel.state === 'late');
});

test('where sockets are blocked, rates are asked for', async () => {
  const house = await openHouse();
  house.script.blockSockets = true;
  const channel = ratesOf(visit(house.url));
  channel.watch(['USD']);
  await until(() => channel.state === 'polling' && channel.get('USD') !== undefined);
  house.rates.move('USD', '1.6');
  await until(() => channel.get('USD')?.rate === '1.6');
  house.script.blockSockets = false;
  await until(() => channel.state === 'live');
  const asked = house.polls.filter((path) => path === '/api/rates').length;
  house.rates.move('USD', '1.7');
  await until(() => channel.get('USD')?.rate === '1.7');
  expect(house.polls.filter((path) => path === '/api/rates')).toHaveLength(asked);
});

test('a channel that is closed hears no more and leaves the client alone', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const channel = ratesOf(client);
  const told: RatesNews[] = [];
  channel.watch(['USD'], (news) => told.push(news));
  await until(() => channel.state === 'live');
  channel.close();
  const before = told.length;
  house.rates.move('USD', '1.8');
  house.send(house.lot().bid());
  client.connection.renew();
  await until(() => client.counters.connections === 2);
  expect(told).toHaveLength(before);
  expect(channel.get('USD')?.rate).not.toBe('1.8');
});
