import type { Session } from '../engine/engine.ts';
import type { WithMessage } from './chat.rows.ts';
import {
  addEvent,
  addGuest,
  addMessage,
  editMessage,
  markSeen,
  moveRoom,
  readMessage,
  removeMessage,
  ruleRoom,
} from './chat.statements.ts';
import type { ChatEventRow, ChatTx, MessageRow, NewMessage, RoomRow, RulesRow, WriterRow } from './chat.types.ts';

/** What is done in a room while its lock is held. */
export class SessionChatTx implements ChatTx {
  readonly room: RoomRow;
  readonly writer: WriterRow | null;
  readonly now: number;
  readonly #session: Session;
  readonly #personId: string;
  #version: number;

  constructor(session: Session, personId: string, found: { room: RoomRow; writer: WriterRow | null; now: number }) {
    this.#session = session;
    this.#personId = personId;
    this.room = found.room;
    this.writer = found.writer;
    this.now = found.now;
    this.#version = found.room.version;
  }

  async message(id: string): Promise<MessageRow | null> {
    const [row] = await this.#session.run<WithMessage>(readMessage, [id]);
    return row?.message ?? null;
  }

  async guest(): Promise<number> {
    if (this.writer?.guest != null) return this.writer.guest;
    const [row] = await this.#session.run<{ number: number }>(addGuest, [this.room.room, this.#personId]);
    return row!.number;
  }

  async post(message: NewMessage): Promise<ChatEventRow | null> {
    const { room, epoch } = this.room;
    const version = this.#version + 1;
    const { id, requestHash, author, body, replyTo, answer } = message;
    const values = [id, room, version, epoch, requestHash, this.#personId, author.kind, author.number];
    const added = await this.#session.run(addMessage, [...values, body, replyTo, answer, this.now]);
    if (added.length === 0) return null;
    const event = await this.#tell('posted', { messageId: id });
    await this.#session.run(markSeen, [this.#personId, room, version]);
    const written = { ...message, room, version, epoch, personId: this.#personId, at: this.now };
    return { ...event, message: { ...written, editedAt: null, removedBy: null } };
  }

  async edit(message: MessageRow, body: string): Promise<ChatEventRow> {
    await this.#session.run(editMessage, [message.id, body, this.now]);
    const event = await this.#tell('edited', { messageId: message.id, before: message.body });
    return { ...event, message: { ...message, body, editedAt: this.now } };
  }

  async remove(message: MessageRow, by: 'author' | 'staff'): Promise<ChatEventRow> {
    await this.#session.run(removeMessage, [message.id, by, this.now]);
    const event = await this.#tell('removed', { messageId: message.id });
    return { ...event, message: { ...message, removedBy: by } };
  }

  async rule({ open, slowSeconds }: RulesRow): Promise<ChatEventRow> {
    await this.#session.run(ruleRoom, [this.room.room, open, slowSeconds]);
    return { ...(await this.#tell('ruled', { rules: { open, slowSeconds } })), rules: { open, slowSeconds } };
  }

  async #tell(
    type: ChatEventRow['type'],
    about: { messageId?: string; before?: string; rules?: RulesRow },
  ): Promise<ChatEventRow> {
    const { room } = this.room;
    const version = ++this.#version;
    const rules = about.rules === undefined ? null : JSON.stringify(about.rules);
    const values = [room, version, this.now, type, about.messageId ?? null, about.before ?? null, rules];
    await this.#session.run(addEvent, values);
    await this.#session.run(moveRoom, [room, version, this.now]);
    return { room, version, at: this.now, type, message: null, rules: null };
  }
}
