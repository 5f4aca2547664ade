import { Injectable } from '@nestjs/common';
import type { Notice, NoticesPage } from '@rostrum/contract';
import { Deliveries, Notices, type NoticeRow } from '@rostrum/database';
import { Clock } from '../platform/index.ts';
import { NoticeSubjects } from './notice.subjects.ts';
import { NoticeTail } from './notice.tail.ts';

/** Notices that are sent at once; older ones are asked for over HTTP. */
const SENT = 50;

/** Some notices, oldest first, and how many of all that the person has he has not seen. */
export interface NoticeFrame {
  items: Notice[];
  unseen: number;
}

/** What a person is told: reads it, takes note of what he has seen, and passes on what is new. */
@Injectable()
export class NoticeDesk {
  readonly #seenHearers = new Set<(personId: string, unseen: number) => void>();

  constructor(
    private readonly notices: Notices,
    private readonly deliveries: Deliveries,
    private readonly subjects: NoticeSubjects,
    private readonly tail: NoticeTail,
    private readonly clock: Clock,
  ) {}

  /** The person's notices after the one with the id `since`; without it the newest. Oldest first. */
  async of(personId: string, since?: string, limit: number = SENT): Promise<Notice[]> {
    const rows = await this.notices.of(personId, { limit, ...(since === undefined ? {} : { since }) });
    return this.#worded(rows);
  }

  /** A page of what the person was told, the newest first. */
  async page(personId: string, limit: number, cursor?: string): Promise<NoticesPage> {
    const before = cursor === undefined ? {} : { before: cursor };
    const [rows, unseen] = await Promise.all([
      this.notices.of(personId, { limit: limit + 1, ...before }),
      this.notices.unseen(personId),
    ]);
    const shown = rows.slice(-limit);
    const items = (await this.#worded(shown)).toReversed();
    const nextCursor = rows.length > limit ? (shown[0]?.id ?? null) : null;
    return { items, nextCursor, unseen, deliveries: await this.#deliveriesOf(personId, items) };
  }

  /** The same with how many are unseen. */
  async since(personId: string, since?: string): Promise<NoticeFrame> {
    const [items, unseen] = await Promise.all([this.of(personId, since), this.notices.unseen(personId)]);
    return { items, unseen };
  }

  /** Marks notices of this person as seen; foreign and unknown ids are ignored. Answers how many are left unseen. */
  async markSeen(personId: string, ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return this.notices.unseen(personId);
    await this.notices.markSeen(personId, ids, this.clock.now());
    const unseen = await this.notices.unseen(personId);
    for (const hear of this.#seenHearers) hear(personId, unseen);
    return unseen;
  }

  /**
   * Hears what is new, on whichever node it was written, and an empty frame when something was seen through this node.
   * `wants` says for whom: others are not read. Answers a function that stops it.
   */
  listen(wants: (personId: string) => boolean, hear: (personId: string, frame: NoticeFrame) => void): () => void {
    const heardSeen = (personId: string, unseen: number): void =>
      void (wants(personId) && hear(personId, { items: [], unseen }));
    this.#seenHearers.add(heardSeen);
    const deafen = this.tail.listen(async (personId, rows) => {
      if (!wants(personId)) return;
      const [items, unseen] = await Promise.all([this.#worded(rows), this.notices.unseen(personId)]);
      hear(personId, { items, unseen });
    });
    return () => {
      deafen();
      this.#seenHearers.delete(heardSeen);
    };
  }

  async #deliveriesOf(personId: string, notices: readonly Notice[]): Promise<NoticesPage['deliveries']> {
    const ids = notices.map(({ id }) => id);
    const deliveries = await this.deliveries.of(personId, ids);
    const byNotice = Map.groupBy(deliveries, ({ noticeId }) => noticeId);
    return Object.fromEntries(
      [...byNotice].map(([id, rows]) => [id, rows.map(({ channel, status }) => ({ channel, status }))]),
    );
  }

  async #worded(rows: readonly NoticeRow[]): Promise<Notice[]> {
    return (await this.subjects.present(rows)).map(({ exponent: _exponent, ...notice }) => notice);
  }
}
