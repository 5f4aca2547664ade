import { z } from 'zod';
import type { BidAnswer, Standing } from './bid.ts';
import { refusedSchema } from './errors.schemas.ts';
import { exactly } from './exactly.ts';

const id = z.uuid();
const version = z.int().min(0);
const moment = z.int().min(0);
const minor = z.int();

/** The one answer to a bid; a retry gets it byte for byte. */
export const bidAnswerSchema = exactly<BidAnswer>()(
  z.union([
    z.strictObject({
      ok: z.literal(true),
      receipt: z
        .strictObject({
          commandId: id,
          lotId: id,
          outcome: z.enum(['leading', 'outbid', 'raised']).describe('`raised`: the leader raised his own maximum.'),
          priceMinor: minor,
          minimumMinor: minor,
          maxMinor: minor.describe('The bidder’s own maximum as it now stands.'),
          epoch: z.string().length(8),
          version: version.describe('The lot’s public version after the bid.'),
          endsAt: moment,
          receivedAt: moment.describe('When the bid reached the house; this is what counts.'),
          decidedAt: moment,
        })
        .meta({ id: 'BidReceipt' }),
    }),
    refusedSchema,
  ]),
);

/** How a person stands on one lot. Private to him. */
export const standingSchema = exactly<Standing>()(
  z
    .strictObject({
      lotId: id,
      auctionId: id,
      paddle: z.int().nullable(),
      maxMinor: minor.nullable().describe('His own highest maximum; null where he only watches.'),
      state: z.enum(['watching', 'leading', 'outbid', 'won', 'lost']),
      version: version.describe('The lot’s public version that this goes with.'),
    })
    .meta({ id: 'Standing' }),
);
