import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ChatFrame, ChatWatch, ChatWatchAnswer } from '@rostrum/contract';
import { ChatRelay, ChatResume } from '../../chat/index.ts';
import { refuse } from '../../platform/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import type { ChatNamespace, ChatSocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';

/** A socket may watch at most this many rooms. */
const ROOMS_PER_SOCKET = 20;

/** Lets sockets watch rooms of talk, and sends them what happens there. */
@Injectable()
export class ChatWatches implements OnModuleInit {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly relay: ChatRelay,
    private readonly resumes: ChatResume,
    private readonly metrics: LiveMetrics,
  ) {}

  onModuleInit(): void {
    this.relay.tellTo({
      watches: (room) => this.namespaces.chat?.adapter.rooms.has(room) ?? false,
      hear: (frame) => this.#send(frame),
    });
  }

  /** The namespace stands. */
  stand(namespace: ChatNamespace): void {
    this.namespaces.chat = namespace;
  }

  /**
   * Joins, then answers where the room stands: a watcher may hear of something twice and never misses it. Refuses with
   * `NOT_FOUND`, and with `BAD_REQUEST` what is too much for one socket.
   */
  async watch(socket: ChatSocket, request: ChatWatch): Promise<ChatWatchAnswer> {
    const { room } = request;
    const watched = socket.rooms.has(room);
    // Beside those that it watches, a socket sits in a room of its own.
    if (!watched && socket.rooms.size > ROOMS_PER_SOCKET) {
      throw refuse('BAD_REQUEST', { path: 'room' }, `One connection watches at most ${ROOMS_PER_SOCKET} rooms.`);
    }
    void socket.join(room);
    try {
      const answer = await this.resumes.resume(socket.data.signedIn?.personId ?? null, request);
      this.metrics.resyncs.inc({ mode: answer.mode });
      return answer;
    } catch (error) {
      if (!watched) void socket.leave(room);
      throw error;
    }
  }

  #send(frame: ChatFrame): void {
    this.namespaces.chat?.to(frame.room).emit('messages', frame);
  }
}
