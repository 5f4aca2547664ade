import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Revocations, Sessions, type SignedIn } from '../../accounts/index.ts';
import { Clock, Env, refuse } from '../../platform/index.ts';
import type { AnySocket } from '../live.types.ts';
import { personRoom } from '../rooms.ts';
import { clientAddressOf } from './client-address.ts';
import { HandshakeGate } from './handshake.gate.ts';

type Revoked = Parameters<Parameters<Revocations['listen']>[0]>[0];

/** The end of a session is announced this long before. */
const ANNOUNCED_MS = 60_000;
const LOOK_EVERY_MS = 1_000;
/** A session that was read while its revocation came in is read again; older revocations it has seen itself. */
const REMEMBERED_MS = 60_000;

/**
 * Who is signed in on which live socket. The end of a session, a ban and a change of role take their rights from
 * sockets that are open (DESIGN §8); a socket on `/me` ends with them, others stay as strangers.
 */
@Injectable()
export class LiveSessions implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger(LiveSessions.name);
  readonly #sockets = new Map<string, Set<AnySocket>>();
  readonly #announced = new WeakSet<AnySocket>();
  #recent: (Revoked & { at: number })[] = [];
  #stops: (() => void)[] = [];

  constructor(
    private readonly sessions: Sessions,
    private readonly revocations: Revocations,
    private readonly gate: HandshakeGate,
    private readonly clock: Clock,
    private readonly env: Env,
  ) {}

  onModuleInit(): void {
    const timer = setInterval(() => this.#lookAtEnds(), LOOK_EVERY_MS);
    timer.unref();
    this.#stops = [() => clearInterval(timer), this.revocations.listen((revoked) => this.#revoke(revoked))];
  }

  onApplicationShutdown(): void {
    for (const stop of this.#stops) stop();
  }

  /**
   * Finds who opened the socket and puts it into `socket.data.signedIn`. Cookies count only from the house's own
   * origin. Refuses with `RATE_LIMITED` a person who has too many connections.
   */
  async enter(socket: AnySocket): Promise<void> {
    socket.data.signedIn = null;
    if (this.gate.standpoint(socket.handshake.headers) !== 'own') return;
    const since = performance.now();
    let who = await this.#resolve(socket);
    if (who && this.#recent.some((revoked) => revoked.at >= since && concerns(revoked, who!))) {
      who = await this.#resolve(socket);
    }
    if (!who || socket.conn.readyState !== 'open') return;
    this.#count(socket, who);
    socket.data.signedIn = who;
    socket.conn.once('close', () => this.leave(socket));
  }

  /** The socket is gone. */
  leave(socket: AnySocket): void {
    const personId = socket.data.signedIn?.personId;
    if (personId === undefined) return;
    const sockets = this.#sockets.get(personId);
    sockets?.delete(socket);
    if (sockets?.size === 0) this.#sockets.delete(personId);
  }

  #resolve(socket: AnySocket): Promise<SignedIn | null> {
    return this.sessions.resolve(socket.handshake.headers.cookie);
  }

  #count(socket: AnySocket, { personId }: SignedIn): void {
    const sockets = this.#sockets.get(personId) ?? new Set();
    const connections = new Set([...sockets].map(({ conn }) => conn)).add(socket.conn);
    const { loopback } = clientAddressOf(socket.request, this.env.trustedProxies);
    if (!loopback && connections.size > this.env.connectionsPerPerson) {
      throw refuse('RATE_LIMITED', { retryAfterMs: 10_000 }, 'You have too many pages open.');
    }
    this.#sockets.set(personId, sockets.add(socket));
  }

  #revoke(revoked: Revoked): void {
    const at = performance.now();
    this.#recent = [...this.#recent.filter((each) => at - each.at < REMEMBERED_MS), { ...revoked, at }];
    for (const socket of this.#sockets.get(revoked.personId) ?? []) {
      if (socket.data.signedIn && concerns(revoked, socket.data.signedIn))
        void this.#check(socket, socket.data.signedIn);
    }
  }

  /**
   * A revocation may be older than the session that it seems to concern: whoever signs in again at once is heard of
   * before it. So the session is read again. One that cannot be read counts as ended.
   */
  async #check(socket: AnySocket, known: SignedIn): Promise<void> {
    const found = await this.#resolve(socket).catch((error: unknown) => {
      this.#logger.warn({ msg: 'a session could not be read, its socket loses its rights', err: error });
      return null;
    });
    if (socket.data.signedIn !== known) return;
    const same = found?.sessionId === known.sessionId && found.role === known.role && found.approved === known.approved;
    if (!same) this.#end(socket, known);
  }

  /** Private rooms first, so that nothing personal goes out while the rest ends. */
  #end(socket: AnySocket, { personId }: SignedIn): void {
    void socket.leave(personRoom(personId));
    this.leave(socket);
    socket.data.signedIn = null;
    if (socket.nsp.name === '/me') socket.disconnect();
  }

  #lookAtEnds(): void {
    const now = this.clock.now();
    for (const sockets of this.#sockets.values()) {
      for (const socket of sockets) {
        const left = (socket.data.signedIn?.sessionEndsAt ?? now) - now;
        if (left <= 0 || (left <= ANNOUNCED_MS && !this.#announced.has(socket))) void this.#lookAgain(socket);
      }
    }
  }

  /** A session may have been prolonged since the socket was opened, so its end is asked for before it is believed. */
  async #lookAgain(socket: AnySocket): Promise<void> {
    const known = socket.data.signedIn;
    if (!known) return;
    this.#announced.add(socket);
    const found = await this.#resolve(socket).catch((error: unknown) => {
      this.#logger.warn({ msg: 'a session could not be read', err: error });
      return known;
    });
    if (socket.data.signedIn !== known) return;
    const now = this.clock.now();
    if (found?.sessionId !== known.sessionId || found.sessionEndsAt <= now) return this.#end(socket, known);
    socket.data.signedIn = found;
    if (found.sessionEndsAt - now > ANNOUNCED_MS) this.#announced.delete(socket);
    else if (socket.nsp.name === '/me') socket.emit('session.expiring', { at: found.sessionEndsAt });
  }
}

function concerns(revoked: Revoked, who: SignedIn): boolean {
  return revoked.personId === who.personId && (revoked.sessionId === null || revoked.sessionId === who.sessionId);
}
