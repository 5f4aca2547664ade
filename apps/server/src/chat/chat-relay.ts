import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ChatEvent, ChatFrame, ChatRoomId } from '@rostrum/contract';
import { Chat, type ChatEventRow } from '@rostrum/database';
import { Bus, Rerun, RING_SIZE, Round } from '../platform/index.ts';
import { presentEvent } from './chat.presenter.ts';
import { ChatRoom } from './chat-room.ts';

/** Whoever missed more than this takes a page instead. */
const DELTA_MAX = 100;
const READ_MAX = 500;
/** A room that nobody watches and nobody asked for since this long is forgotten, in ms. */
const FORGET_AFTER_MS = 60_000;

/** Who sends on what happens in rooms. */
export interface ChatHearer {
  /** Whether anybody watches the room on this node. */
  watches(room: ChatRoomId): boolean;
  hear(frame: ChatFrame): void;
}

/**
 * What this node knows of the rooms that somebody watches here. Hears of events from its own writers right after the
 * commit, from other nodes over the bus (a hint only) and from its sweep; tells each once, in order, and reads from the
 * database what it missed.
 */
@Injectable()
export class ChatRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(ChatRelay.name);
  readonly #rooms = new Map<ChatRoomId, ChatRoom>();
  readonly #opening = new Map<ChatRoomId, Promise<ChatRoom | null>>();
  readonly #filling = new Map<ChatRoom, Promise<void>>();
  readonly #reading = new Rerun((room) => this.#readOn(room as ChatRoomId));
  readonly #sweep = new Round(
    () => this.#look(),
    (error) => this.#logger.warn({ msg: 'rooms could not be looked at', err: error }),
  );
  #hearer: ChatHearer = { watches: () => false, hear: () => undefined };
  #unsubscribe: () => void = () => undefined;

  constructor(
    private readonly chat: Chat,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.#unsubscribe = this.bus.subscribe((message) => {
      if (message.kind !== 'chat') return;
      const known = this.#rooms.get(message.room as ChatRoomId);
      if (known && (known.row.epoch !== message.epoch || known.version < message.version))
        void this.#reading.ask(message.room);
    });
    this.#sweep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#unsubscribe();
    await this.#sweep.stop();
  }

  /** There is one: who sends to the sockets of this node. */
  tellTo(hearer: ChatHearer): void {
    this.#hearer = hearer;
  }

  /** A room as this node knows it; null where there is no such lot or auction. Read once for all who ask at a time. */
  async room(room: ChatRoomId): Promise<ChatRoom | null> {
    const known = this.#rooms.get(room);
    if (known) {
      known.askedAt = performance.now();
      return known;
    }
    let opening = this.#opening.get(room);
    if (!opening) {
      opening = this.#open(room).finally(() => this.#opening.delete(room));
      this.#opening.set(room, opening);
    }
    return opening;
  }

  /** The events after `version` where they are provably all of them; null where a page has to be taken. */
  async since(known: ChatRoom, epoch: string, version: number): Promise<ChatEvent[] | null> {
    const { room } = known.row;
    // Another node may have told him more than this one knows yet.
    if (epoch !== known.row.epoch || version > known.version) await this.#reading.ask(room);
    if (epoch !== known.row.epoch || version > known.version || known.version - version > DELTA_MAX) return null;
    const atHand = known.ring.between(version, known.version);
    if (atHand) return atHand;
    await this.#filled(known);
    return epoch === known.row.epoch ? known.ring.between(version, known.version) : null;
  }

  /** From a writer of this node, right after the commit. */
  committed(epoch: string, row: ChatEventRow): void {
    const { room, version } = row;
    const known = this.#rooms.get(room);
    if (known && known.row.epoch === epoch && version === known.version + 1) this.#tell(known, [presentEvent(row)]);
    else if (known && (known.row.epoch !== epoch || version > known.version)) void this.#reading.ask(room);
    this.bus.publish({ kind: 'chat', room, epoch, version });
  }

  async #open(room: ChatRoomId): Promise<ChatRoom | null> {
    const row = await this.chat.room(room);
    if (!row) return null;
    const opened = new ChatRoom(row, performance.now());
    this.#rooms.set(room, opened);
    return opened;
  }

  /** Read once for all who ask at a time. */
  #filled(known: ChatRoom): Promise<void> {
    const filling = this.#filling.get(known) ?? this.#fill(known).finally(() => this.#filling.delete(known));
    this.#filling.set(known, filling);
    return filling;
  }

  /** The events before those that the ring has. */
  async #fill(known: ChatRoom): Promise<void> {
    const { epoch, version, room } = known.row;
    const rows = await this.chat.events(room, Math.max(0, version - RING_SIZE), RING_SIZE);
    if (known.row.epoch !== epoch) return;
    known.ring.fill(rows.filter((row) => row.version <= known.version).map(presentEvent));
  }

  /** Reads what this node lacks of a room. */
  async #readOn(room: ChatRoomId): Promise<void> {
    try {
      const known = this.#rooms.get(room);
      const row = known && (await this.chat.room(room));
      if (!known) return;
      if (!row) return void this.#rooms.delete(room);
      if (row.epoch !== known.row.epoch && !this.#begin(known, row.epoch)) {
        known.restart(row);
        this.#hearer.hear({ room, epoch: row.epoch, from: row.version + 1, events: [] });
        return;
      }
      for (;;) {
        const rows = await this.chat.events(room, known.version, READ_MAX);
        const fresh = rows.filter(({ version }) => version > known.version);
        if (fresh[0]?.version === known.version + 1) this.#tell(known, fresh.map(presentEvent));
        if (rows.length < READ_MAX) return;
      }
    } catch (error) {
      this.#logger.warn({ msg: 'a room could not be read', err: error });
    }
  }

  /** A room in which nobody had written has its first event: whoever watches can go on from nothing. */
  #begin(known: ChatRoom, epoch: string): boolean {
    if (known.version > 0) return false;
    known.row = { ...known.row, epoch };
    return true;
  }

  #tell(known: ChatRoom, events: ChatEvent[]): void {
    for (const event of events) known.push(event);
    const { room, epoch } = known.row;
    try {
      this.#hearer.hear({ room, epoch, from: events[0]!.version, events });
    } catch (error) {
      this.#logger.error({ msg: 'what was said could not be sent', err: error });
    }
  }

  /** Finds what no message told of, and forgets rooms that nobody looks at. */
  async #look(): Promise<boolean> {
    const before = performance.now() - FORGET_AFTER_MS;
    for (const [room, { askedAt }] of this.#rooms) {
      if (askedAt < before && !this.#hearer.watches(room)) this.#rooms.delete(room);
    }
    const known = [...this.#rooms.keys()];
    for (let from = 0; from < known.length; from += READ_MAX) {
      const chunk = known.slice(from, from + READ_MAX);
      const heads = new Map((await this.chat.heads(chunk)).map((head) => [head.room, head]));
      const moved = chunk.filter((name) => {
        const [room, head] = [this.#rooms.get(name), heads.get(name)];
        if (!room || !head) return room !== undefined && room.version > 0;
        return head.epoch !== room.row.epoch || head.version > room.version;
      });
      await Promise.all(moved.map((room) => this.#reading.ask(room)));
    }
    return false;
  }
}
