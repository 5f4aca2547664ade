import 'reflect-metadata';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Module, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Catalogue } from '@rostrum/database';
import { io, type Socket } from 'socket.io-client';
import { AuthGuard, Revocations, Sessions, type SignedIn } from '../accounts/index.ts';
import { BidRate, LotRelay, PlaceBidHandler, Standings } from '../bidding/index.ts';
import { SeenPeople } from '../mail/index.ts';
import { NoticeDesk, type NoticeFrame } from '../notices/index.ts';
import { Clock, Env, Ids, Lifecycle, Metrics, TokenBuckets } from '../platform/index.ts';
import { AuctionFloor } from './auction-floor.testing.ts';
import { createLiveAdapter } from './live.adapter.ts';
import { LIVE_PROVIDERS } from './live.module.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- specs look into frames and answers freely
type Loose = any;
type Revoked = { personId: string; sessionId: string | null; reason: 'sign-out' | 'ban' | 'role' };
type Answer = {
  ok: boolean;
  error?: { code: string; message: string; [more: string]: unknown };
  [more: string]: Loose;
};

/** What a log line held. */
export class HeardLog implements LoggerService {
  readonly lines: string[] = [];
  log(): void {}
  warn(message: unknown): void {
    this.lines.push(typeof message === 'string' ? message : JSON.stringify(message));
  }
  error(message: unknown): void {
    this.lines.push(message instanceof Error ? (message.stack ?? '') : JSON.stringify(message));
  }
}

/** The room `live` alone on a real port, with real sockets; other rooms' stand-ins are in memory. */
export class Stage {
  readonly floor = new AuctionFloor();
  /** By cookie header. */
  readonly people = new Map<string, SignedIn>();
  readonly log = new HeardLog();
  readonly seen: string[][] = [];
  /** People of whom it was said that they are on line. */
  readonly onLine: string[] = [];
  app!: NestFastifyApplication;
  url = '';
  readonly #revocationHearers = new Set<(revoked: Revoked) => void>();
  readonly #sockets: Socket[] = [];
  #tellNotice: ((personId: string, frame: NoticeFrame) => void) | undefined;

  /** `env` as in the environment; `PUBLIC_URL` defaults to the stage's own address. */
  static async open(env: Record<string, string> = {}): Promise<Stage> {
    const stage = new Stage();
    const adapter = new FastifyAdapter();
    // The port must be known before the house may say where it is served.
    const probe = adapter.getHttpServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    stage.url = `http://localhost:${port}`;
    const houseEnv = Env.fromProcess({ PORT: String(port), PUBLIC_URL: stage.url, ...env });
    stage.app = await NestFactory.create<NestFastifyApplication>(stage.#module(houseEnv), new FastifyAdapter(), {
      logger: stage.log,
    });
    stage.app.useWebSocketAdapter(createLiveAdapter(stage.app));
    await stage.app.listen(port, 'localhost');
    return stage;
  }

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

  /** A client that does not reconnect. `origin` null sends none. */
  client(namespace: string, options: { origin?: string | null; cookie?: string; auth?: object } = {}): Socket {
    const { origin = this.url, cookie, auth = {} } = options;
    const extraHeaders = { ...(origin === null ? {} : { origin }), ...(cookie === undefined ? {} : { cookie }) };
    const alone = { forceNew: true, reconnection: false, autoConnect: false };
    const socket = io(this.url + namespace, { transports: ['websocket'], ...alone, extraHeaders, auth });
    this.#sockets.push(socket);
    return socket;
  }

  /** A connected client; throws what refused it. */
  async connect(namespace: string, options: Parameters<Stage['client']>[1] = {}): Promise<Socket> {
    const socket = this.client(namespace, options);
    await outcomeOf(socket);
    return socket;
  }

  /** A page of somebody who is signed in, on `/me`, after it was told everything at once. */
  async page(cookie: string): Promise<Socket> {
    const socket = this.client('/me', { cookie });
    await Promise.all([next(socket, 'notice'), outcomeOf(socket)]);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.disconnect();
    await this.app.close();
  }

  #module(env: Env): new () => object {
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
    const stand = (provide: unknown, useValue: unknown): never => ({ provide, useValue }) as never;
    @Module({
      providers: [
        ...LIVE_PROVIDERS,
        Ids,
        Lifecycle,
        Metrics,
        AuthGuard,
        BidRate,
        stand(TokenBuckets, new TokenBuckets()),
        stand(Env, env),
        stand(Clock, clock),
        stand(Sessions, sessions),
        stand(Revocations, revocations),
        stand(Catalogue, catalogue),
        stand(LotRelay, floor),
        stand(PlaceBidHandler, floor),
        stand(NoticeDesk, desk),
        stand(SeenPeople, { note: (personIds: string[]) => Promise.resolve(this.onLine.push(...personIds)) }),
        stand(Standings, standings),
      ],
    })
    class StageModule {}
    return StageModule;
  }
}

/** Connects; throws an error with what the house said: its wire error in `data`. */
export async function outcomeOf(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    socket.connect();
  });
}

/** Sends, and waits for the one answer. */
export function ask(socket: Socket, event: string, ...args: unknown[]): Promise<Answer> {
  return new Promise((resolve) => socket.emit(event, ...args, resolve));
}

/** How a socket ends: Socket.IO's reason, and the code of the close frame where there was one. */
export function ended(socket: Socket): Promise<{ reason: string; code: number | undefined }> {
  return new Promise((resolve) =>
    socket.once('disconnect', (reason, details) => {
      const context = details && 'context' in details ? (details.context as { code?: number }) : undefined;
      resolve({ reason, code: context?.code });
    }),
  );
}

/** The next frame of this event that fits. */
export function next<T = Loose>(socket: Socket, event: string, fits: (frame: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const hear = (frame: T): void => {
      if (!fits(frame)) return;
      socket.off(event, hear);
      resolve(frame);
    };
    socket.on(event, hear);
  });
}
