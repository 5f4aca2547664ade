import { Injectable } from '@nestjs/common';
import type { Missed, WatchAnswer, WatchedLot, WatchRequest } from '@rostrum/contract';
import { LotRelay } from '../../bidding/index.ts';
import { Clock, refuse, TokenBuckets } from '../../platform/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import type { LotsSocket } from '../live.types.ts';
import { auctionRoom, HOUSE_ROOM, lotRoom } from '../rooms.ts';
import { AuctionLots } from './auction-lots.ts';
import { WatchSets, type Watched } from './watch-sets.ts';

/** A socket may watch at most this many lots, over all its requests. */
const LOTS_PER_SOCKET = 1_000;
/** A socket may watch at most this many auctions, over all its requests. */
const AUCTIONS_PER_SOCKET = 100;
/** Reports of what was missed come once a minute. */
const REPORTS_PER_SECOND = 1 / 30;
const REPORTS_AT_ONCE = 2;

type Answered = Extract<WatchAnswer, { ok: true }>;

/**
 * Lets sockets watch lots, auctions and the house. The rooms are joined before anything is read, so that a watcher may
 * hear of a change twice and never miss one.
 */
@Injectable()
export class Watches {
  constructor(
    private readonly relay: LotRelay,
    private readonly auctionLots: AuctionLots,
    private readonly sets: WatchSets,
    private readonly clock: Clock,
    private readonly metrics: LiveMetrics,
    private readonly buckets: TokenBuckets,
  ) {}

  /**
   * Joins, then answers where everything stands. Refuses the whole request for an unknown lot (`LOT_UNKNOWN`), an
   * unknown auction (`NOT_FOUND`), or too much for one socket (`BAD_REQUEST`).
   */
  async watch(socket: LotsSocket, request: WatchRequest): Promise<Answered> {
    const auctions = (request.auctions ?? []).map((id) => id.toLowerCase());
    const lots = (request.lots ?? []).map((lot) => ({ ...lot, id: lot.id.toLowerCase() }));
    const added = this.#addition(socket, { house: request.house, auctions, lots: lots.map(({ id }) => id) });
    this.#join(socket, added);
    try {
      return {
        ok: true,
        auctions: await Promise.all(auctions.map((id) => this.#auction(id))),
        lots: await this.#resume(lots),
        ...(request.house ? { activity: await this.relay.latest() } : {}),
        serverTime: this.clock.now(),
      };
    } catch (error) {
      this.unwatch(socket, added);
      throw error;
    }
  }

  /** Watches no more; what was not watched is ignored. */
  unwatch(socket: LotsSocket, request: Watched): void {
    const what = lowered(request);
    for (const room of roomsOf(what)) void socket.leave(room);
    this.sets.remove(socket, what);
  }

  /** Counts what a watcher says it missed. Refuses who says so too often, since nobody can check it. */
  missed({ id }: LotsSocket, { gaps, mismatches }: Missed): void {
    const taken = this.buckets.take(`missed:${id}`, REPORTS_PER_SECOND, REPORTS_AT_ONCE);
    if (!taken.ok) throw refuse('RATE_LIMITED', { retryAfterMs: taken.retryAfterMs });
    this.metrics.gaps.inc({ cause: 'version' }, gaps);
    this.metrics.gaps.inc({ cause: 'checksum' }, mismatches);
  }

  /** What of the request is new to the socket. */
  #addition(socket: LotsSocket, request: Watched): Watched {
    const { house, auctions, lots } = socket.data.watching;
    const newAuctions = [...new Set(request.auctions)].filter((id) => !auctions.has(id));
    const newLots = [...new Set(request.lots)].filter((id) => !lots.has(id));
    if (auctions.size + newAuctions.length > AUCTIONS_PER_SOCKET) throw tooMuch('auctions', AUCTIONS_PER_SOCKET);
    if (lots.size + newLots.length > LOTS_PER_SOCKET) throw tooMuch('lots', LOTS_PER_SOCKET);
    return { house: house ? undefined : request.house, auctions: newAuctions, lots: newLots };
  }

  #join(socket: LotsSocket, what: Watched): void {
    void socket.join(roomsOf(what));
    this.sets.add(socket, what);
  }

  async #auction(id: string): Promise<Answered['auctions'][number]> {
    return { id, lots: await this.relay.states(await this.auctionLots.of(id)) };
  }

  async #resume(lots: NonNullable<WatchRequest['lots']>): Promise<WatchedLot[]> {
    // One read for all that this node does not know yet, instead of one for each.
    await this.relay.states(lots.map(({ id }) => id));
    return Promise.all(
      lots.map(async ({ id, epoch, version }) => {
        const resumed = await this.relay.resume(id, epoch, version);
        if (resumed === null) throw refuse('LOT_UNKNOWN');
        this.metrics.resyncs.inc({ mode: resumed.mode });
        return resumed;
      }),
    );
  }
}

/** UUIDs are compared as text everywhere, so they are written in one way. */
function lowered({ house, auctions, lots }: Watched): Watched {
  const lower = (id: string): string => id.toLowerCase();
  return { house, auctions: auctions?.map(lower), lots: lots?.map(lower) };
}

function roomsOf(what: Watched): string[] {
  return [
    ...(what.house ? [HOUSE_ROOM] : []),
    ...(what.auctions ?? []).map(auctionRoom),
    ...(what.lots ?? []).map(lotRoom),
  ];
}

function tooMuch(path: string, most: number): Error {
  return refuse('BAD_REQUEST', { path }, `One connection watches at most ${most} ${path}.`);
}
