import { expect, test } from 'vitest';
import { PeerCounts } from './peer-counts.ts';

test('sums what nodes say, each room by its newest word', () => {
  const peers = new PeerCounts();
  peers.hear('north', { a: 3, b: 1 }, 0);
  peers.hear('south', { a: 4 }, 0);
  peers.hear('north', { a: 2 }, 10);
  expect([peers.total('a'), peers.total('b'), peers.total('c')]).toEqual([6, 1, 0]);
  peers.changed();
  peers.hear('south', { a: 0 }, 20);
  expect(peers.total('a')).toBe(2);
  expect(peers.changed()).toEqual(['a']);
});

test('forgets a node that says nothing more, within 5 s, and nobody else', () => {
  const peers = new PeerCounts();
  peers.hear('dead', { a: 5 }, 0);
  peers.hear('live', { a: 2 }, 0);
  // One word that got lost is no death.
  for (let now = 1_500; now <= 3_000; now += 1_500) peers.hear('live', { a: 2 }, now);
  peers.expire(3_000);
  expect(peers.total('a')).toBe(7);
  peers.changed();
  peers.expire(4_000);
  expect(peers.total('a')).toBe(2);
  expect(peers.changed()).toEqual(['a']);
  peers.expire(10_000);
  expect(peers.total('a')).toBe(0);
});

test('keeps no more than a house can have, and forgets it all', () => {
  const peers = new PeerCounts();
  for (let node = 0; node < 1_000; node++) peers.hear(`forged-${node}`, { a: 1 }, 0);
  expect(peers.total('a')).toBe(64);
  for (let room = 0; room < 20_000; room++) peers.hear('forged-1', { [`room-${room}`]: 1 }, 0);
  expect(peers.total('room-1')).toBe(1);
  expect(peers.total('room-19999')).toBe(0);
  peers.expire(60_000);
  peers.hear('true', { a: 3 }, 60_000);
  expect(peers.total('a')).toBe(3);
});
