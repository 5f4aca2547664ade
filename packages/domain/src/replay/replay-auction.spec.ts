import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readRecordedAuctions } from './recorded-auction.ts';
import { replayAuction } from './replay-auction.ts';

const recordings = fileURLToPath(new URL('../../../../../shared/data/ebay-palm.json', import.meta.url));
const command = fileURLToPath(new URL('../../bin/replay.ts', import.meta.url));
const missing = existsSync(recordings) ? '' : ' (skipped: ../shared/data/ebay-palm.json is not there)';

function run(...files: string[]) {
  return spawnSync(process.execPath, [command, ...files], { encoding: 'utf8' });
}

describe('[R2] replay of recorded auctions', () => {
  it.skipIf(missing !== '')(`[R2] 331 of 343 eBay auctions end at the recorded price, to the cent${missing}`, () => {
    const recorded = JSON.parse(readFileSync(recordings, 'utf8')) as { price: string; winner: string }[];
    const replayed = readRecordedAuctions(recorded).map(replayAuction);
    expect(replayed).toHaveLength(343);
    const exact = replayed.filter(({ price }, index) => Number(price) === Number(recorded[index]?.price));
    expect(exact).toHaveLength(331);
    const winners = replayed.filter(({ winner }, index) => winner === recorded[index]?.winner);
    expect(winners).toHaveLength(343);
  });

  it('[R2] counts what was taken and what was refused', () => {
    const bids = [
      ['b1', '10', '0.1'],
      ['b2', '9.5', '0.2'],
      ['b2', '0', '0.3'],
      ['b2', '20', '0.4'],
    ];
    const [auction] = readRecordedAuctions([{ auction: 'x', open: '5', bids }]);
    expect(auction && replayAuction(auction)).toEqual({
      auction: 'x',
      price: '10.50',
      winner: 'b2',
      accepted: 3,
      refused: 1,
    });
  });

  it('[R3] a recorded reserve is kept', () => {
    const [auction] = readRecordedAuctions([{ auction: 'x', open: '5', reserve: '8.25', bids: [['b1', '10', '0']] }]);
    expect(auction && replayAuction(auction).price).toBe('8.25');
  });

  it('[R2] an auction without bids has no price', () => {
    const [auction] = readRecordedAuctions([{ auction: 'x', open: '0.01', bids: [] }]);
    expect(auction && replayAuction(auction)).toMatchObject({ price: null, winner: null });
  });

  it.each([
    [{}, /not a list/],
    [[null], /entry 1 is not an auction/],
    [[{ open: '1', bids: [] }], /no name/],
    [[{ auction: 'x', open: '1' }], /no list of bids/],
    [[{ auction: 'x', open: '0', bids: [] }], /"0" is not a price/],
    [[{ auction: 'x', open: 1, bids: [] }], /1 is not an amount in dollars/],
    [[{ auction: 'x', open: '1', bids: [['b', '1.005', '0']] }], /"x", bid 1: "1.005"/],
    [[{ auction: 'x', open: '1', bids: ['b'] }], /bid 1: not \[bidder/],
  ])('[R2] says where a recording is wrong: %j', (content, message) => {
    expect(() => readRecordedAuctions(content)).toThrow(message);
  });

  it('[R2] the command says in one line what is wrong with its file, and ends with 1', () => {
    for (const files of [[], ['does-not-exist.json'], [command]]) {
      const { status, stdout, stderr } = run(...files);
      expect([status, stdout, stderr.trim().split('\n')]).toEqual([1, '', [expect.stringMatching(/replay/)]]);
    }
  });
});
