import type { ChatRoomId, ChatRules } from '@rostrum/contract';
import { answered, type Answered } from './room-answer.ts';
import type { RoomLink } from './room-link.ts';

/** What one may do about what was said in a room, and staff about the room itself. Each answers what became of it. */
export class RoomActs {
  readonly #room: ChatRoomId;
  readonly #link: () => RoomLink;

  constructor(room: ChatRoomId, link: () => RoomLink) {
    this.#room = room;
    this.#link = link;
  }

  edit(id: string, body: string): Promise<Answered> {
    return answered(this.#link().channel.edit(this.#room, id, body));
  }

  remove(id: string): Promise<Answered> {
    return answered(this.#link().channel.remove(this.#room, id));
  }

  report(id: string): Promise<Answered> {
    return answered(this.#link().channel.report(this.#room, id));
  }

  /** Keeps the writer of a message silent in this auction; for staff. */
  mute(id: string, minutes: number): Promise<Answered> {
    return answered(this.#link().client.http('POST', `${this.#staffPath}/messages/${id}/mute`, { minutes }));
  }

  /** Opens or closes the room, or sets its pace; for staff. */
  rule(rules: Partial<ChatRules>): Promise<Answered> {
    return answered(this.#link().client.http('PATCH', this.#staffPath, rules));
  }

  get #staffPath(): string {
    return `/api/staff/chat/${encodeURIComponent(this.#room)}`;
  }
}
