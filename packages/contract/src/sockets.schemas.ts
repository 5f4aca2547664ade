import { z } from 'zod';
import { standingSchema } from './bid.schemas.ts';
import { chatRoomNameSchema } from './chat.frames.schemas.ts';
import { refusedSchema } from './errors.schemas.ts';
import { exactly } from './exactly.ts';
import { publicLotEventSchema, publicLotSchema } from './lot.schemas.ts';
import { NOTICE_TOPICS } from './preferences.ts';
import type { Draining } from './protocol.ts';
import type {
  Activity,
  Heartbeat,
  LotEventsFrame,
  LotsClientToServer,
  LotsServerToClient,
  MeClientToServer,
  MeServerToClient,
  WatchAnswer,
} from './sockets.ts';

/** What an event carries. */
type Sent<S, E extends keyof S> = S[E] extends (payload: infer P) => void ? P : never;
/** What a message is answered with. */
type Answer<C, E extends keyof C> = C[E] extends (request: never, ack: (answer: infer A) => void) => void ? A : never;

const id = z.uuid();
const version = z.int().min(0);
const moment = z.int().min(0).describe('Epoch ms, by the house’s clock.');
const minor = z.int().describe('In minor units of `currency`.');
const currency = z.string().length(3).describe('ISO 4217.');
const epoch = z.string().length(8);

/** One line of the house's latest doings. */
const activitySchema = exactly<Activity>()(
  z
    .strictObject({
      id: z.string().describe('Unique: lot id and version.'),
      at: moment,
      type: z.enum([
        ...(['LotScheduled', 'LotOpened', 'LotPaused', 'LotResumed', 'LotPassed', 'LotWithdrawn'] as const),
        ...(['BidPlaced', 'LotExtended', 'BidsVoided', 'LotSold'] as const),
      ]),
      lotId: id,
      auctionId: id,
      number: z.int(),
      title: z.string(),
      currency,
      priceMinor: minor.nullable(),
      paddle: z.int().nullable(),
      endsAt: moment,
    })
    .meta({ id: 'Activity' }),
);

const watchedLotSchema = z.discriminatedUnion('mode', [
  z.strictObject({ id, mode: z.literal('delta'), epoch, version, events: z.array(publicLotEventSchema) }),
  z.strictObject({ id, mode: z.literal('snapshot'), epoch, version, state: publicLotSchema }),
]);

/** The answer to `watch` on `/lots`. */
export const watchAnswerSchema = exactly<WatchAnswer>()(
  z.union([
    z.strictObject({
      ok: z.literal(true),
      serverTime: moment,
      auctions: z.array(z.strictObject({ id, lots: z.array(publicLotSchema) })),
      lots: z.array(watchedLotSchema),
      activity: z.array(activitySchema).optional(),
    }),
    refusedSchema,
  ]),
);

/** The answer to `time`. */
export const timeAnswerSchema = exactly<Answer<LotsClientToServer, 'time'>>()(
  z.union([z.strictObject({ ok: z.literal(true), t0: z.number(), t1: moment }), refusedSchema]),
);

/** The answer to `seen` on `/me`. */
export const seenAnswerSchema = exactly<Answer<MeClientToServer, 'seen'>>()(
  z.union([z.strictObject({ ok: z.literal(true), unseen: z.int().min(0) }), refusedSchema]),
);

/** `lot.events`. */
export const lotEventsSchema = exactly<LotEventsFrame>()(
  z.strictObject({
    lotId: id,
    epoch,
    from: version.describe('Version of the first event; they follow without a gap.'),
    events: z.array(publicLotEventSchema),
  }),
);

/** `lot.prices`. */
export const lotPricesSchema = exactly<Sent<LotsServerToClient, 'lot.prices'>>()(
  z.strictObject({ auctionId: id, lots: z.array(publicLotSchema) }),
);

/** `activity`. */
export const activitiesSchema = exactly<Sent<LotsServerToClient, 'activity'>>()(
  z.strictObject({ items: z.array(activitySchema) }),
);

/** `presence`. */
export const presenceSchema = exactly<Sent<LotsServerToClient, 'presence'>>()(
  z.strictObject({ counts: z.record(z.string(), z.int().min(0)).describe('By id of the lot or auction.') }),
);

/** `heartbeat`. */
export const heartbeatSchema = exactly<Heartbeat>()(
  z.strictObject({
    serverTime: moment,
    heads: z.record(z.string(), z.tuple([version, z.string()])).describe('By lot id: version and checksum.'),
  }),
);

/** `draining`. */
export const drainingSchema = exactly<Draining>()(
  z.strictObject({ spreadMs: z.int().min(0).describe('Come back within this time, at a moment of chance.') }),
);

/** `standing`. */
export const standingsSchema = exactly<Sent<MeServerToClient, 'standing'>>()(
  z.strictObject({ items: z.array(standingSchema), complete: z.boolean().describe('Everything; else only changes.') }),
);

/** `notice`. */
export const noticesSchema = exactly<Sent<MeServerToClient, 'notice'>>()(
  z.strictObject({
    items: z.array(
      z
        .strictObject({
          id: z.uuid().describe('In the order of time: `auth.since` of the next connection takes the newest.'),
          at: moment,
          topic: z.enum(NOTICE_TOPICS),
          lotId: id.nullable().describe('Null, as `number`, where it is about an auction and no lot.'),
          auctionId: id,
          auctionSlug: z.string(),
          number: z.int().nullable(),
          title: z.string().describe('The lot’s; the auction’s where there is no lot.'),
          currency,
          priceMinor: minor.nullable(),
          minimumMinor: minor.nullable(),
          urgent: z.boolean().describe('It waits for no digest and for no morning.'),
          seen: z.boolean(),
          talk: z
            .strictObject({ room: chatRoomNameSchema, messageId: id, auctionSlug: z.string() })
            .optional()
            .describe('Where it was said, of `answered` and `mention`.'),
        })
        .meta({ id: 'Notice' }),
    ),
    unseen: z.int().min(0).describe('How many of all his notices he has not seen.'),
  }),
);

/** `session.expiring`. */
export const sessionExpiringSchema = exactly<Sent<MeServerToClient, 'session.expiring'>>()(
  z.strictObject({ at: moment }),
);
