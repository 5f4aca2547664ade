import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Standing } from '@rostrum/contract';
import { z } from 'zod';
import { LotRelay, Standings, type LotChanged } from '../../bidding/index.ts';
import { NoticeDesk } from '../../notices/index.ts';
import type { MeSocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { personRoom } from '../rooms.ts';
import { personsConcerned, standingAfter } from './standing.rules.ts';

const authSchema = z.object({ since: z.uuid() });

/** Sends each person on `/me` how he stands and what he is told. */
@Injectable()
export class PersonalFeed implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger(PersonalFeed.name);
  /** What changed for a person while the whole of his standing was read. */
  readonly #missed = new Map<string, Set<Standing[]>>();
  #stops: (() => void)[] = [];

  constructor(
    private readonly namespaces: Namespaces,
    private readonly relay: LotRelay,
    private readonly standings: Standings,
    private readonly desk: NoticeDesk,
  ) {}

  onModuleInit(): void {
    this.#stops = [
      this.relay.onChange((change) => this.#changed(change)),
      this.desk.listen(
        (personId) => this.#listens(personId),
        (personId, frame) => this.namespaces.me?.to(personRoom(personId)).emit('notice', frame),
      ),
    ];
  }

  onApplicationShutdown(): void {
    for (const stop of this.#stops) stop();
  }

  /** Whether some page of this person is open on this node. */
  #listens(personId: string): boolean {
    return this.namespaces.me?.adapter.rooms.has(personRoom(personId)) ?? false;
  }

  /**
   * Sends a new socket the standing on every lot, then the notices since `auth.since`. Where that cannot be read the
   * connection is closed, so that the client comes again.
   */
  async welcome(socket: MeSocket): Promise<void> {
    const personId = socket.data.signedIn?.personId;
    if (personId === undefined) return void socket.disconnect();
    const missed: Standing[] = [];
    const watchers = this.#missed.get(personId) ?? new Set();
    this.#missed.set(personId, watchers.add(missed));
    try {
      const items = await this.standings.of(personId);
      // The session may have ended while the standing was read.
      if (socket.data.signedIn?.personId !== personId || !socket.connected) return;
      void socket.join(personRoom(personId));
      socket.emit('standing', { items, complete: true });
      if (missed.length > 0) socket.emit('standing', { items: missed, complete: false });
    } catch (error) {
      this.#logger.warn({ msg: 'a standing could not be read', err: error });
      return void socket.conn.close();
    } finally {
      watchers.delete(missed);
      if (watchers.size === 0) this.#missed.delete(personId);
    }
    await this.#tellSince(socket, personId);
  }

  async #tellSince(socket: MeSocket, personId: string): Promise<void> {
    const { data } = authSchema.safeParse(socket.handshake.auth);
    const frame = await this.desk.since(personId, data?.since);
    if (socket.data.signedIn?.personId === personId) socket.emit('notice', frame);
  }

  #changed(change: LotChanged): void {
    for (const personId of personsConcerned(change)) {
      const watchers = this.#missed.get(personId);
      if (!watchers && !this.#listens(personId)) continue;
      const standing = this.standings.fromLot(change.lot, personId) ?? standingAfter(change, personId);
      for (const missed of watchers ?? []) missed.push(standing);
      this.namespaces.me?.to(personRoom(personId)).emit('standing', { items: [standing], complete: false });
    }
  }
}
