import type { ChatEvent, ChatRules } from '@rostrum/contract';
import type { RoomRow } from '@rostrum/database';
import { EventRing } from '../platform/index.ts';
import { rewritten } from './chat.presenter.ts';

/** What one node holds of one room: where it stands, what holds in it, and its last events. */
export class ChatRoom {
  readonly ring = new EventRing<ChatEvent>();
  rules: ChatRules;

  constructor(
    public row: RoomRow,
    /** When somebody last asked for it, ms of this process. */
    public askedAt: number,
  ) {
    this.rules = rulesOf(row);
  }

  get version(): number {
    return this.row.version;
  }

  /** Takes the next event. */
  push(event: ChatEvent): void {
    if (event.type === 'edited' || event.type === 'removed') this.ring.rewrite((known) => rewritten(known, event));
    if (event.type === 'ruled') this.rules = event.rules;
    this.ring.push(event);
    this.row = { ...this.row, version: event.version };
  }

  /** Another life of the room began. */
  restart(row: RoomRow): void {
    this.ring.clear();
    this.row = row;
    this.rules = rulesOf(row);
  }
}

function rulesOf({ open, slowSeconds }: RoomRow): ChatRules {
  return { open, slowSeconds };
}
