import { HTTP_STATUS, type EpochMs, type Notice, type Standing, type WireError } from '@rostrum/contract';
import { backoffMs } from './backoff.ts';
import type { Connection, Link, MeSocket } from './connection.ts';
import { HouseError, HouseUnreachable } from './house-error.ts';
import { Listeners } from './listeners.ts';
import type { RestClient } from './rest-client.ts';
import type { Timing } from './timing.ts';

type SeenAnswer = { ok: true; unseen: number } | { ok: false; error: WireError };

/** As many as one message may name. */
const SEEN_MAX = 200;
/** As many of the newest notices as polling asks for. */
const POLLED = 20;

/** What a person is told for himself. */
export interface MeNews {
  notices: readonly Notice[];
  unseen: number;
}

/** The signed-in person's own channel. Nothing is connected for a stranger. */
export class MeChannel {
  readonly standings = new Listeners<readonly Standing[]>();
  /** New notices only; all that are known are in `notices`. */
  readonly news = new Listeners<MeNews>();
  readonly expiring = new Listeners<EpochMs>();
  /** The house does not take this session (any more). */
  readonly refused = new Listeners<void>();
  readonly #rest: RestClient;
  readonly #timing: Timing;
  readonly #random: () => number;
  readonly #standings = new Map<string, Standing>();
  readonly #notices = new Map<string, Notice>();
  #unseen = 0;
  #signedIn = false;
  #socket: MeSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, rest: RestClient, timing: Timing, random: () => number) {
    this.#rest = rest;
    this.#timing = timing;
    this.#random = random;
    connection.ups.add((link) => this.#listen(link));
    connection.downs.add(() => {
      clearTimeout(this.#retry);
      this.#socket = null;
    });
  }

  get signedIn(): boolean {
    return this.#signedIn;
  }

  get unseen(): number {
    return this.#unseen;
  }

  /** Newest first. */
  get notices(): Notice[] {
    return [...this.#notices.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  standingOf(lotId: string): Standing | undefined {
    return this.#standings.get(lotId);
  }

  /** Marks notices as seen. Throws as REST calls do. */
  async seen(ids: readonly string[]): Promise<void> {
    const some = ids.slice(0, SEEN_MAX);
    if (some.length === 0) return;
    const answer = await this.#say(some);
    if (!answer.ok) throw new HouseError(answer.error, HTTP_STATUS[answer.error.code]);
    this.#unseen = answer.unseen;
    for (const id of some) {
      const notice = this.#notices.get(id);
      if (notice) this.#notices.set(id, { ...notice, seen: true });
    }
    this.news.tell({ notices: [], unseen: this.#unseen });
  }

  /** Another person, or nobody: nothing of the last one stays. Used before the connection is made anew. */
  become(signedIn: boolean): void {
    this.#signedIn = signedIn;
    this.#standings.clear();
    this.#notices.clear();
    this.#unseen = 0;
    this.standings.tell([]);
    this.news.tell({ notices: [], unseen: 0 });
  }

  /** Asks over REST what the socket would have brought. */
  async poll(): Promise<void> {
    if (!this.#signedIn) return;
    const [standing, { items, unseen }] = await Promise.all([
      this.#rest.standing(),
      this.#rest.notices({ limit: POLLED }),
    ]);
    if (!this.#signedIn) return;
    this.#stand(standing.items, true);
    this.#hear(items, unseen);
  }

  /** The newest notice's id; they are in the order of time. */
  #since(): string | undefined {
    return this.notices[0]?.id;
  }

  #listen(link: Link): void {
    if (!this.#signedIn) return;
    const since = this.#since();
    const socket = link.me(since === undefined ? {} : { since });
    this.#socket = socket;
    let failures = 0;
    const again = (): void => {
      this.#retry = setTimeout(() => socket.connect(), backoffMs(++failures, this.#timing, this.#random));
    };
    socket.on('connect', () => (failures = 0));
    socket.on('connect_error', (error) => {
      const { data } = error as Error & { data?: { code?: string } };
      if (data?.code === 'UNAUTHENTICATED' || data?.code === 'FORBIDDEN') this.refused.tell();
      else if (socket.io.engine?.readyState === 'open') again();
    });
    // Ended by the house alone, while the connection stands: a session that is over is refused at the next try.
    socket.on('disconnect', (reason) => void (reason === 'io server disconnect' && again()));
    socket.on('standing', ({ items, complete }) => this.#stand(items, complete));
    socket.on('notice', ({ items, unseen }) => this.#hear(items, unseen));
    socket.on('session.expiring', ({ at }) => this.expiring.tell(at));
    socket.connect();
  }

  async #say(ids: string[]): Promise<SeenAnswer> {
    const socket = this.#socket;
    if (!socket?.connected) return this.#rest.seen(ids);
    try {
      return await socket.timeout(this.#timing.answerWithinMs).emitWithAck('seen', { ids });
    } catch (cause) {
      throw new HouseUnreachable(cause);
    }
  }

  #stand(items: readonly Standing[], complete: boolean): void {
    if (complete) {
      const named = new Set(items.map((standing) => standing.lotId));
      for (const lotId of this.#standings.keys()) if (!named.has(lotId)) this.#standings.delete(lotId);
    }
    for (const standing of items) {
      const known = this.#standings.get(standing.lotId);
      if (complete || !known || known.version <= standing.version) this.#standings.set(standing.lotId, standing);
    }
    this.standings.tell([...this.#standings.values()]);
  }

  #hear(items: readonly Notice[], unseen: number): void {
    const fresh = items.filter((notice) => !this.#notices.has(notice.id));
    for (const notice of items) this.#notices.set(notice.id, notice);
    this.#unseen = unseen;
    this.news.tell({ notices: fresh, unseen });
  }
}
