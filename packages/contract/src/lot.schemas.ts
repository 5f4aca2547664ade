import { z } from 'zod';
import { exactly } from './exactly.ts';
import type { PublicLot, PublicLotEvent } from './lot.ts';

const id = z.uuid();
const version = z.int().min(0);
const moment = z.int().min(0).describe('Epoch ms, by the house’s clock.');
const minor = z.int().describe('In minor units of the auction’s currency.');

/** The part of a lot's public state that events change. */
const change = {
  status: z.enum(['scheduled', 'open', 'paused', 'sold', 'passed', 'withdrawn']),
  priceMinor: minor.nullable().describe('The standing price; null before the first bid.'),
  minimumMinor: minor.nullable().describe('The lowest maximum that a new bidder may give now; null once over.'),
  nextStepsMinor: z.array(minor).max(5).describe('The next five steps of the ladder; the first is the minimum.'),
  bidCount: z.int().min(0).describe('Publicly listed bids.'),
  leader: z.int().nullable().describe('Paddle number of the leader; of the buyer once sold.'),
  reserveMet: z.boolean().optional().describe('Absent where the lot has no reserve.'),
  startsAt: moment,
  endsAt: moment,
  extended: z.boolean().describe('The end was moved by a soft close or an outage.'),
};

/** Everything that anybody may know of a lot that moves. */
export const publicLotSchema = exactly<PublicLot>()(
  z
    .strictObject({
      id,
      auctionId: id,
      number: z.int().min(1),
      epoch: z.string().length(8).describe('Names one life of the ledger.'),
      version: version.describe('Number of the last public event, gap-free from 1.'),
      checksum: z
        .string()
        .regex(/^[0-9a-f]{8}$/)
        .describe('FNV-1a (32 bits) over the canonical state: see `checksumOf` of the contract.'),
      ...change,
    })
    .meta({ id: 'PublicLot' }),
);

const event = { version, at: moment, ...z.strictObject(change).partial().shape };

/** A public event of a lot: what happened, and the fields of the public state that it changed. */
export const publicLotEventSchema = exactly<PublicLotEvent>()(
  z
    .discriminatedUnion('type', [
      z.strictObject({
        ...event,
        type: z.enum(['LotScheduled', 'LotOpened', 'LotPaused', 'LotResumed', 'LotPassed', 'LotWithdrawn']),
      }),
      z.strictObject({
        ...event,
        type: z.literal('BidPlaced'),
        paddle: z.int(),
        amountMinor: minor.describe('The bidder’s maximum, or the price where he leads above it.'),
      }),
      z.strictObject({
        ...event,
        type: z.literal('LotExtended'),
        reason: z.enum(['bid', 'void', 'outage']),
        previousEndsAt: moment,
      }),
      z.strictObject({
        ...event,
        type: z.literal('BidsVoided'),
        voidedVersions: z.array(version).describe('The public versions of the bids that no longer count.'),
      }),
      z.strictObject({ ...event, type: z.literal('LotSold'), hammerMinor: minor, paddle: z.int() }),
    ])
    .meta({ id: 'PublicLotEvent' }),
);
