import type {
  ChatEvent,
  ChatFrame,
  ChatHistoryPage,
  ChatMessage,
  ChatReceipt,
  ChatRoomId,
  ChatRules,
  ChatSelf,
  ChatWatchAnswer,
} from '@rostrum/contract';

/** A room as far as it is known here. */
export interface ChatView {
  room: ChatRoomId;
  epoch: string;
  version: number;
  /** Oldest first. */
  messages: readonly ChatMessage[];
  rules: ChatRules;
  /** Null for a stranger, and until the house was asked. */
  me: ChatSelf | null;
  /** Leads to older messages; null where there are none. */
  nextCursor: string | null;
}

/** What a frame did. `gap`: events between are missing. `epoch`: it belongs to another life of the room. */
export type ChatVerdict = 'applied' | 'nothing' | 'gap' | 'epoch';

type Answered = Extract<ChatWatchAnswer, { ok: true }>;

/** One room. Events are applied strictly by version, each once; what does not follow on is never applied. */
export class ChatBook {
  #view: ChatView | null = null;
  /**
   * Up to here every event was applied to every message at hand. A page that was polled may show later ones, and tells
   * nothing of what happened to older messages meanwhile.
   */
  #applied = 0;

  get view(): ChatView | null {
    return this.#view;
  }

  /** From where the house is asked for what was missed. */
  get position(): { epoch: string; version: number } | null {
    return this.#view && { epoch: this.#view.epoch, version: this.#applied };
  }

  /** Takes a page that came with the site or by polling, unless a newer state is known. Answers whether it was taken. */
  page(room: ChatRoomId, { items, ...page }: ChatHistoryPage): boolean {
    const known = this.#view;
    if (known?.epoch === page.epoch && known.version >= page.version) return false;
    const { epoch, version, rules, nextCursor } = page;
    const me = known?.me ?? null;
    const first = items[0]?.version ?? 0;
    // Older messages stay where nothing can lie between them and the page.
    const joins = known?.epoch === epoch && known.messages.some((message) => message.version >= first);
    const older = joins ? known.messages.filter((message) => message.version < first) : [];
    if (older.length === 0) this.#applied = version;
    const messages = [...older, ...items];
    const cursor = older.length > 0 && known ? known.nextCursor : nextCursor;
    this.#view = { room, epoch, version, rules, nextCursor: cursor, messages, me };
    return true;
  }

  /** Puts older messages in front. */
  older({ items, nextCursor }: ChatHistoryPage): void {
    if (!this.#view) return;
    const first = this.#view.messages[0]?.version ?? Infinity;
    const older = items.filter(({ version }) => version < first);
    this.#view = { ...this.#view, messages: [...older, ...this.#view.messages], nextCursor };
  }

  /** The answer to `watch`. */
  answer(answer: Answered): ChatVerdict {
    const { room, epoch, version, rules, me } = answer;
    if (answer.mode === 'snapshot') {
      const { messages, nextCursor } = answer;
      this.#view = { room, epoch, version, rules, me, messages, nextCursor };
      this.#applied = version;
      return 'applied';
    }
    const verdict = this.frame({ room, epoch, from: 0, events: answer.events });
    if (verdict !== 'applied' && verdict !== 'nothing') return verdict;
    if (this.#applied < version) return 'gap';
    this.#view = { ...this.#view!, me };
    return 'applied';
  }

  /** Applies events up to the first hole. */
  frame({ epoch, events }: ChatFrame): ChatVerdict {
    if (!this.#view) return 'gap';
    // A room in which nobody has ever written has no epoch of its own yet.
    const begins = this.#applied === 0 && events[0]?.version === 1;
    if (this.#view.epoch !== epoch && !begins) return 'epoch';
    this.#view = { ...this.#view, epoch };
    let verdict: ChatVerdict = 'nothing';
    for (const event of events) {
      if (event.version <= this.#applied) continue;
      if (event.version > this.#applied + 1) return 'gap';
      this.#view = after(this.#view, event);
      this.#applied = event.version;
      verdict = 'applied';
    }
    return verdict;
  }

  /** One's own message was taken: it may be changed for a while. */
  posted({ id, as, editableUntil }: ChatReceipt): void {
    const me = this.#view?.me;
    if (!this.#view || !me) return;
    const own = [...me.own.filter((known) => known.id !== id), { id, editableUntil }];
    this.#view = { ...this.#view, me: { ...me, as, own } };
  }

  /** How the person stands, where no socket tells it. */
  self(me: ChatSelf): void {
    if (this.#view) this.#view = { ...this.#view, me };
  }

  /** The person has read up to a version. */
  seen(version: number): void {
    const me = this.#view?.me;
    if (this.#view && me && version > me.seen) this.#view = { ...this.#view, me: { ...me, seen: version } };
  }
}

function after(view: ChatView, event: ChatEvent): ChatView {
  const version = Math.max(view.version, event.version);
  const changed = (id: string, change: Partial<ChatMessage>): ChatView => ({
    ...view,
    version,
    messages: view.messages.map((message) => (message.id === id ? { ...message, ...change } : message)),
  });
  switch (event.type) {
    case 'posted':
      if (view.messages.some(({ id }) => id === event.message.id)) return changed(event.message.id, event.message);
      return { ...view, version, messages: [...view.messages, event.message] };
    case 'edited':
      return changed(event.messageId, { body: event.body, editedAt: event.at });
    case 'removed':
      return changed(event.messageId, { body: null, removedBy: event.by });
    case 'ruled':
      return { ...view, version, rules: event.rules };
    default:
      // An event of a newer house: its version counts, its meaning is not known here.
      return { ...view, version };
  }
}
