import { HTTP_STATUS } from '@rostrum/contract';
import type { ChatActAnswer, ChatFrame, ChatHistoryPage, ChatPost, ChatRoomId, OwnChat } from '@rostrum/contract';
import { ChatBook, type ChatView } from './chat-book.ts';
import { createChatRest, type ChatRest } from './chat-rest.ts';
import { ChatSender, type ChatPostResult } from './chat-sender.ts';
import type { ChatSocket, Link } from './connection.ts';
import type { HouseClient } from './house-client.ts';
import { HouseError } from './house-error.ts';
import { Listeners } from './listeners.ts';
import { pause, TIMING, type Timing } from './timing.ts';
import { uuidv7 } from './uuid.ts';

type SeenAnswer = { ok: true; unread: number } | Extract<ChatActAnswer, { ok: false }>;
type Done = { ok: true } | Extract<ChatActAnswer, { ok: false }>;

/** A room that somebody looks at: what is known of it, and whether the house is being asked about it. */
interface Watched {
  readonly book: ChatBook;
  readonly hearers: Listeners<ChatView>;
  lookers: number;
  /** Frames that came while the house was asked; null: nothing is asked. */
  held: ChatFrame[] | null;
}

/**
 * Talk: rooms that are watched and resumed by (epoch, version) on every new connection, and writing in them. Opened on
 * a client's own connection, which is why it can be loaded long after the first page.
 */
export class ChatChannel {
  /** Talk over HTTP: history, one's rooms. */
  readonly rest: ChatRest;
  readonly #client: Pick<HouseClient, 'connection' | 'http' | 'clock' | 'me'>;
  readonly #timing: Timing;
  readonly #sender: ChatSender;
  readonly #rooms = new Map<ChatRoomId, Watched>();
  readonly #stops: (() => void)[];
  #socket: ChatSocket | null = null;
  #polling: ReturnType<typeof setInterval> | undefined;

  constructor(client: Pick<HouseClient, 'connection' | 'http' | 'clock' | 'me'>, timing: Partial<Timing> = {}) {
    this.#client = client;
    this.#timing = { ...TIMING, ...timing };
    this.rest = createChatRest(client.http);
    this.#sender = new ChatSender({ socket: () => this.#socket, rest: this.rest, timing: this.#timing });
    const { connection } = client;
    this.#stops = [connection.ups.add((link) => this.#listen(link)), connection.downs.add(() => this.#lost())];
    if (connection.link) this.#listen(connection.link);
    else this.#lost();
  }

  /** What is known of a room. */
  get(room: ChatRoomId): ChatView | null {
    return this.#rooms.get(room)?.book.view ?? null;
  }

  /**
   * Watches a room until the answer is called. `hear` is told of every change; `seed` is a page that the site was made
   * with, from which watching resumes.
   */
  watch(room: ChatRoomId, hear: (view: ChatView) => void, seed?: ChatHistoryPage): () => void {
    const watched = this.#rooms.get(room) ?? { book: new ChatBook(), hearers: new Listeners(), lookers: 0, held: null };
    this.#rooms.set(room, watched);
    watched.lookers += 1;
    const deafen = watched.hearers.add(hear);
    if (seed) watched.book.page(room, seed);
    if (watched.lookers === 1) void this.#ask(room, watched);
    let over = false;
    return () => {
      if (over) return;
      over = true;
      deafen();
      watched.lookers -= 1;
      if (watched.lookers > 0) return;
      this.#rooms.delete(room);
      if (this.#socket?.connected) this.#socket.emit('unwatch', { room }, () => undefined);
    };
  }

  /** An id for a message that is about to be written down and sent. */
  newId(): string {
    return uuidv7(this.#client.clock.now());
  }

  /** Sends a message; resolves with the house's answer and never rejects. Sent again under its id, it counts once. */
  async post(message: ChatPost): Promise<ChatPostResult> {
    return this.#heard(message.room, await this.#sender.post(message));
  }

  /** Changes one's own message. Throws HouseUnreachable where no answer came; doing it again does no harm. */
  edit(room: ChatRoomId, id: string, body: string): Promise<ChatActAnswer> {
    const change = { room, id, body };
    return this.#sender.say<ChatActAnswer>(
      (socket) => socket.emitWithAck('edit', change),
      () => this.rest.edit(change),
    );
  }

  /** Removes a message: one's own, or as staff any. As `edit`. */
  remove(room: ChatRoomId, id: string): Promise<ChatActAnswer> {
    const wish = { room, id };
    return this.#sender.say<ChatActAnswer>(
      (socket) => socket.emitWithAck('remove', wish),
      () => this.rest.remove(wish),
    );
  }

  /** Tells staff of a message; once for each person and message. As `edit`. */
  report(room: ChatRoomId, id: string, note?: string): Promise<Done> {
    const report = { room, id, ...(note === undefined ? {} : { note }) };
    return this.#sender.say<Done>(
      (socket) => socket.emitWithAck('report', report),
      () => this.rest.report(report),
    );
  }

  /** The person has read up to a version. Answers how much is unread in all his rooms. Throws as REST calls do. */
  async seen(room: ChatRoomId, version: number): Promise<number> {
    const mark = { room, version };
    const answer = await this.#sender.say<SeenAnswer>(
      (socket) => socket.emitWithAck('seen', mark),
      () => this.rest.seen(mark),
    );
    if (!answer.ok) throw new HouseError(answer.error, HTTP_STATUS[answer.error.code]);
    this.#rooms.get(room)?.book.seen(version);
    this.#tell(room);
    return answer.unread;
  }

  /** The rooms that the person has written in. Throws as REST calls do. */
  own(): Promise<OwnChat> {
    return this.rest.own();
  }

  /** Loads older messages of a watched room. Throws as REST calls do. */
  async older(room: ChatRoomId): Promise<void> {
    const book = this.#rooms.get(room)?.book;
    const cursor = book?.view?.nextCursor ?? null;
    if (!book || cursor === null) return;
    const page = await this.rest.page(room, cursor);
    if (book.view?.nextCursor === cursor) book.older(page);
    this.#tell(room);
  }

  /** Ends the channel; the client's connection stays. */
  close(): void {
    for (const stop of this.#stops) stop();
    clearInterval(this.#polling);
    this.#rooms.clear();
    this.#socket?.removeAllListeners();
    this.#socket?.disconnect();
    this.#socket = null;
  }

  #listen(link: Link): void {
    clearInterval(this.#polling);
    const socket = link.chat();
    this.#socket = socket;
    socket.on('messages', (frame) => this.#frame(frame));
    socket.on('connect', () => {
      for (const [room, watched] of this.#rooms) void this.#ask(room, watched);
    });
    // Refused alone, while the connection stands: a house that is busy.
    socket.on('connect_error', () => {
      if (socket.io.engine?.readyState === 'open') setTimeout(() => socket.connect(), this.#timing.pollEveryMs);
    });
    socket.connect();
  }

  /** While there is no connection, what is looked at is asked for over HTTP. */
  #lost(): void {
    this.#socket = null;
    for (const watched of this.#rooms.values()) watched.held = null;
    clearInterval(this.#polling);
    this.#polling = setInterval(() => void this.#poll(), this.#timing.pollEveryMs);
  }

  async #poll(): Promise<void> {
    for (const [room, { book }] of this.#rooms) {
      const page = await this.rest.page(room).catch(() => null);
      if (page === null || this.#socket !== null) return;
      const news = book.page(room, page);
      if (await this.#lookAtSelf(room, book, news)) this.#tell(room);
    }
  }

  /** How the person stands is asked with every news, and until it is known. Answers whether there is anything to tell. */
  async #lookAtSelf(room: ChatRoomId, book: ChatBook, news: boolean): Promise<boolean> {
    if (!this.#client.me.signedIn || (!news && book.view?.me)) return news;
    const self = await this.rest.self(room).catch(() => null);
    if (self) book.self(self);
    return news || self !== null;
  }

  /** Asks where a room stands. What comes meanwhile waits for the answer. */
  async #ask(room: ChatRoomId, watched: Watched, whole = false): Promise<void> {
    const socket = this.#socket;
    if (!socket?.connected || this.#rooms.get(room) !== watched) return;
    const held: ChatFrame[] = [];
    watched.held = held;
    const position = whole ? {} : watched.book.position;
    const answer = await socket
      .timeout(this.#timing.answerWithinMs)
      .emitWithAck('watch', { room, ...position })
      .catch(() => null);
    if (watched.held !== held || this.#rooms.get(room) !== watched) return;
    if (!answer?.ok) {
      await pause(answer?.error.code === 'RATE_LIMITED' ? answer.error.retryAfterMs : this.#timing.pollEveryMs);
      if (watched.held === held && answer?.error.code !== 'NOT_FOUND') await this.#ask(room, watched, whole);
      return;
    }
    watched.held = null;
    let verdict = watched.book.answer(answer);
    for (const frame of held) if (verdict === 'applied' || verdict === 'nothing') verdict = watched.book.frame(frame);
    this.#tell(room);
    // What cannot be proved complete is not pieced together.
    if (verdict === 'gap' || verdict === 'epoch') await this.#ask(room, watched, true);
  }

  #frame(frame: ChatFrame): void {
    const watched = this.#rooms.get(frame.room);
    if (!watched) return;
    if (watched.held) return void watched.held.push(frame);
    const verdict = watched.book.frame(frame);
    if (verdict === 'applied') this.#tell(frame.room);
    if (verdict === 'gap' || verdict === 'epoch') void this.#ask(frame.room, watched);
  }

  #heard(room: ChatRoomId, { sendAgain, ...answer }: ChatPostResult): ChatPostResult {
    if (answer.ok) {
      this.#rooms.get(room)?.book.posted(answer.receipt);
      this.#tell(room);
    }
    return sendAgain ? { ...answer, sendAgain: async () => this.#heard(room, await sendAgain()) } : answer;
  }

  #tell(room: ChatRoomId): void {
    const watched = this.#rooms.get(room);
    if (watched?.book.view) watched.hearers.tell(watched.book.view);
  }
}
