import { randomUUID } from 'node:crypto';
import type { Provider } from '@nestjs/common';
import { Catalogue } from '@rostrum/database';
import { AuthGuard, Revocations, Sessions, type SignedIn } from '../accounts/index.ts';
import { BidRate, BidTraces, LotRelay, PlaceBidHandler, Standings } from '../bidding/index.ts';
import {
  ChangeMessageHandler,
  ChatRate,
  ChatRelay,
  ChatResume,
  OwnChatDesk,
  PostMessageHandler,
} from '../chat/index.ts';
import { SeenPeople } from '../mail/index.ts';
import { NoticeDesk, type NoticeFrame } from '../notices/index.ts';
import { Bus, Clock, Env, Ids, Lifecycle, Metrics, TokenBuckets, Traces, type BusMessage } from '../platform/index.ts';
import { RatesDesk } from '../rates/index.ts';
import { AuctionFloor } from './auction-floor.testing.ts';

type Revoked = { personId: string; sessionId: string | null; reason: 'sign-out' | 'ban' | 'role' };

/** One node's end of a bus that carries nothing by itself. */
class BusEnd {
  readonly node = randomUUID();
  readonly told: BusMessage[] = [];
  readonly #hearers = new Set<(message: BusMessage) => void>();

  publish(message: BusMessage): void {
    this.told.push(message);
  }

  subscribe(hear: (message: BusMessage) => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  /** As another node would say it. */
  say(message: BusMessage): void {
    for (const hear of this.#hearers) hear(message);
  }
}

/** The rooms that `live` stands on, in memory; a spec plays them. */
export class OtherRooms {
  readonly floor = new AuctionFloor();
  /** By cookie header. */
  readonly people = new Map<string, SignedIn>();
  /** What this node tells the others, and how they tell it. */
  readonly bus = new BusEnd();
  readonly seen: string[][] = [];
  /** People of whom it was said that they are on line. */
  readonly onLine: string[] = [];
  readonly #revocationHearers = new Set<(revoked: Revoked) => void>();
  #tellNotice: ((personId: string, frame: NoticeFrame) => void) | undefined;

  /** Somebody who is signed in; his cookie is what `connect` takes. */
  signIn(personId: string, more: Partial<SignedIn> = {}): string {
    const cookie = `session=${personId}-${this.people.size}`;
    const sessionEndsAt = Date.now() + 3_600_000;
    const [name, email] = [`Name of ${personId}`, `${personId}@secret.test`];
    const session = { sessionId: cookie, sessionEndsAt };
    this.people.set(cookie, { personId, name, email, role: 'bidder', approved: true, ...session, ...more });
    return cookie;
  }

  /** Ends what `signIn` began, and tells of it. */
  revoke(revoked: Revoked): void {
    for (const [cookie, who] of this.people) {
      const ended = revoked.sessionId === null || revoked.sessionId === who.sessionId;
      if (who.personId === revoked.personId && ended) this.people.delete(cookie);
    }
    this.tellRevoked(revoked);
  }

  /** As the table of revocations would tell. */
  tellRevoked(revoked: Revoked): void {
    for (const hear of this.#revocationHearers) hear(revoked);
  }

  notify(personId: string, frame: NoticeFrame): void {
    this.#tellNotice?.(personId, frame);
  }

  /** All that `live` asks for of these rooms. */
  protected providers(env: Env): Provider[] {
    const { floor } = this;
    const clock = { now: () => Date.now() };
    const sessions = { resolve: async (cookie: string) => this.people.get(cookie) ?? null };
    const revocations = {
      listen: (hear: (revoked: Revoked) => void) => {
        this.#revocationHearers.add(hear);
        return () => this.#revocationHearers.delete(hear);
      },
    };
    const catalogue = {
      auctionsById: (ids: string[]) => Promise.resolve(ids.filter((id) => id === floor.auctionId)),
      lotsOf: () => Promise.resolve({ items: [], nextCursor: null }),
    };
    const desk = {
      since: () => Promise.resolve({ items: [], unseen: 0 }),
      markSeen: (_: string, ids: string[]) => Promise.resolve(this.seen.push(ids)),
      listen: (wants: (personId: string) => boolean, hear: (personId: string, frame: NoticeFrame) => void) => {
        this.#tellNotice = (personId, frame) => void (wants(personId) && hear(personId, frame));
        return () => (this.#tellNotice = undefined);
      },
    };
    const standings = new Standings(
      { lotsOf: () => Promise.resolve([]) } as never,
      {} as never,
      floor as unknown as LotRelay,
      { of: () => Promise.resolve([]) } as never,
    );
    const stand = (provide: unknown, useValue: unknown): Provider => ({ provide, useValue }) as never;
    return [
      Ids,
      Lifecycle,
      Metrics,
      AuthGuard,
      BidRate,
      ChatRate,
      stand(TokenBuckets, new TokenBuckets()),
      stand(Env, env),
      stand(Clock, clock),
      stand(Bus, this.bus),
      stand(Sessions, sessions),
      stand(Revocations, revocations),
      stand(Catalogue, catalogue),
      stand(LotRelay, floor),
      stand(PlaceBidHandler, floor),
      stand(BidTraces, new BidTraces(new Traces(null))),
      stand(ChatRelay, { tellTo: () => undefined }),
      ...[ChatResume, PostMessageHandler, ChangeMessageHandler, OwnChatDesk].map((part) => stand(part, {})),
      stand(NoticeDesk, desk),
      stand(SeenPeople, { note: (personIds: string[]) => Promise.resolve(this.onLine.push(...personIds)) }),
      RatesDesk,
      stand(Standings, standings),
    ];
  }
}
