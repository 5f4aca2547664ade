import { Injectable } from '@nestjs/common';
import type { ChatRoomId } from '@rostrum/contract';
import { Chat, LockTimeout, type ChatEventRow, type ChatTx } from '@rostrum/database';
import { refuse } from '../platform/index.ts';
import { ChatRelay } from './chat-relay.ts';
import { ChatMetrics } from './chat.metrics.ts';
import { noSuchRoom } from './chat.refusals.ts';

/** What was done in a room; `event` is null where nothing had to happen any more. */
export interface Written {
  event: ChatEventRow | null;
}

/** Writes in rooms: commits first, and tells afterwards. */
@Injectable()
export class ChatWriter {
  constructor(
    private readonly chat: Chat,
    private readonly relay: ChatRelay,
    private readonly metrics: ChatMetrics,
  ) {}

  /**
   * Does something in a room under its lock. What `work` throws keeps everything as it was. Refuses with `NOT_FOUND`
   * where there is no such room and `BUSY` where its lock is not given.
   */
  async write<T extends Written>(room: ChatRoomId, personId: string, work: (tx: ChatTx) => Promise<T>): Promise<T> {
    let epoch = '';
    const done = await this.#locked(room, personId, (tx) => {
      epoch = tx.room.epoch;
      return work(tx);
    });
    if (done === null) throw noSuchRoom();
    if (done.event) {
      this.relay.committed(epoch, done.event);
      this.metrics.committed(done.event.type);
    }
    return done;
  }

  async #locked<T>(room: ChatRoomId, personId: string, work: (tx: ChatTx) => Promise<T>): Promise<T | null> {
    try {
      return await this.chat.write(room, personId, work);
    } catch (error) {
      throw error instanceof LockTimeout ? refuse('BUSY') : error;
    }
  }
}
