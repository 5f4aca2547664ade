import type { Component } from 'svelte';
import { toast } from 'svelte-sonner';
import type { ConnectionState } from '@rostrum/client';
import type { Notice } from '@rostrum/contract';
import { house, whenOpen } from '#lib/live/house.ts';
import type { MeMessages } from '#lib/messages/shape.ts';
import { ConnectionNews } from './connection-news.ts';
import ConnectionToast from './connection-toast.svelte';
import LotToast from './lot-toast.svelte';
import RestToast from './rest-toast.svelte';
import { ToastQueue, type Queued } from './toast-queue.ts';
import { ToldNotices } from './told-notices.ts';
import { ToneDesk } from './tone-desk.ts';
import { WantedTopics } from './wanted-topics.ts';

/** How long a toast stays when nobody points at it, in ms. */
const STAYS_MS = 8_000;
/** A tab that shows the very lot comes first, so that no other tab says it, in ms. */
const AFTER_VIEW_MS = 200;

interface DeskOptions {
  personId: string;
  /** The newest notice when the page was made. */
  newestNotice: string | null;
  t: MeMessages;
  /** Whether the person looks at what a notice is about. */
  inView: (notice: Notice) => boolean;
}

/** What toasts are made of: notices, and what became of the connection. */
type Told = Notice | 'lost' | 'back';

const CONNECTION = 'connection';

// svelte-sonner's types ask for a component without props.
type AnyComponent = Component<Record<string, unknown>>;

/**
 * Turns what a person is told into toasts: what he wants, once in this browser, and nothing that he looks at already.
 * Tabs that nobody looks at wait, so that what was missed is said where he comes back.
 */
export class ToastDesk {
  readonly #options: DeskOptions;
  readonly #told: ToldNotices;
  readonly #wanted = new WantedTopics();
  readonly #queue: ToastQueue<Told>;
  readonly #connection: ConnectionNews;
  readonly #tone: ToneDesk;
  #waiting: Notice[] = [];

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#told = new ToldNotices(options.personId, options.newestNotice);
    this.#queue = new ToastQueue({ open: (queued) => this.#show(queued), change: (queued) => this.#show(queued) });
    this.#tone = new ToneDesk(options.personId, options.newestNotice, this.#wanted);
    this.#connection = new ConnectionNews((news) => this.#tellConnection(news));
  }

  /** Hears the house. The answer ends it and takes all toasts away. */
  run(): () => void {
    const end = new AbortController();
    document.addEventListener('visibilitychange', () => void this.#tell(), { signal: end.signal });
    const hear = whenOpen(({ me }) => {
      this.#hear(me.notices);
      return me.news.add(({ notices }) => this.#hear(notices));
    });
    const stops = [this.#wanted.follow(), this.#tone.run(), hear];
    void this.#wanted.ready();
    return () => {
      end.abort();
      for (const stop of stops) stop();
      this.#connection.stop();
      toast.dismiss();
    };
  }

  /** The person has opened this lot: what was said of it is done with, but for words that he has not come to yet. */
  lookedAt(lotId: string): void {
    if (this.#queue.drop(lotId)) toast.dismiss(lotId);
    void house().then(({ me }) => this.#see(me.notices.filter((notice) => notice.lotId === lotId && !notice.talk)));
  }

  connected(state: ConnectionState): void {
    this.#connection.heard(state);
  }

  #hear(notices: readonly Notice[]): void {
    if (notices.length === 0) return;
    this.#waiting.push(...notices.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    void this.#tell();
  }

  async #tell(): Promise<void> {
    if (document.visibilityState === 'hidden' || this.#waiting.length === 0) return;
    const notices = this.#waiting;
    this.#waiting = [];
    const viewed = notices.filter((notice) => this.#options.inView(notice));
    const others = notices.filter((notice) => !viewed.includes(notice) && !notice.seen);
    if (viewed.length > 0) await this.#told.claim(viewed.map(({ id }) => id));
    this.#see(viewed);
    if (others.length === 0) return;
    await Promise.all([this.#wanted.ready(), new Promise((resolve) => setTimeout(resolve, AFTER_VIEW_MS))]);
    const claimed = await this.#told.claim(others.map(({ id }) => id));
    for (const notice of others) {
      if (!claimed.has(notice.id) || !this.#wanted.has(notice.topic) || this.#options.inView(notice)) continue;
      this.#queue.add(notice.lotId ?? notice.auctionId, notice);
    }
  }

  /** What was seen on its lot's page needs no reading again. */
  #see(notices: readonly Notice[]): void {
    const ids = notices.filter(({ seen }) => !seen).map(({ id }) => id);
    // What could not be marked stays unread in the list; nothing is lost.
    if (ids.length > 0)
      void house()
        .then(({ me }) => me.seen(ids))
        .catch(() => undefined);
  }

  #tellConnection(news: 'lost' | 'back'): void {
    if (this.#wanted.has('connection')) this.#queue.add(CONNECTION, news, true);
  }

  #show(queued: Queued<Told>): void {
    const { key, items } = queued;
    const stays = items.at(-1) === 'lost' ? Number.POSITIVE_INFINITY : STAYS_MS;
    let over = false;
    const closed = (): void => {
      over = true;
      this.#queue.closed(key);
    };
    const close = (): void => {
      over = true;
      toast.dismiss(key);
    };
    // Something that is being closed loses the focus too, and must not come back by that.
    const hold = (held: boolean): void => {
      if (!over) show(held ? Number.POSITIVE_INFINITY : stays);
    };
    const { component, props } = faceOf(queued);
    const show = (duration: number): void => {
      toast.custom(component, {
        id: key,
        componentProps: { ...props, t: this.#options.t, hold, close },
        duration,
        onDismiss: closed,
        onAutoClose: closed,
      });
    };
    show(stays);
  }
}

function faceOf({ key, items, rest }: Queued<Told>): { component: AnyComponent; props: Record<string, unknown> } {
  const [component, props] = rest
    ? [RestToast, { count: items.length }]
    : key === CONNECTION
      ? [ConnectionToast, { news: items.at(-1) }]
      : [LotToast, { notices: items }];
  return { component: component as unknown as AnyComponent, props };
}
