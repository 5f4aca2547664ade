import { Injectable } from '@nestjs/common';
import { Deliveries } from '@rostrum/database';
import { noticeText, NoticeSubjects } from '../notices/index.ts';
import { Env } from '../platform/index.ts';
import type { Letter } from './letter.ts';

type Said = Extract<Letter, { kind: 'notice' | 'notices' }>;
type Body = Said extends infer Each ? (Each extends Said ? Omit<Each, 'name' | 'house' | 'off'> : never) : never;

/** Reads the notices that a mail carries. */
@Injectable()
export class NoticeLetters {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly subjects: NoticeSubjects,
    private readonly env: Env,
  ) {}

  /** Null where their lots and auctions are gone. */
  async of(mailId: string, locale: string): Promise<Body | null> {
    const notices = await this.subjects.present(await this.deliveries.noticesIn(mailId));
    const texts = notices.map((notice) => noticeText(notice, locale));
    const [first] = texts;
    if (first === undefined) return null;
    const pageOf = (path: string): string => `${this.env.publicUrl}${path}`;
    if (texts.length === 1) return { kind: 'notice', about: first.about, line: first.line, url: pageOf(first.path) };
    const groups = [...Map.groupBy(texts, ({ path }) => path)].map(([path, said]) => ({
      about: said[0]?.about ?? '',
      url: pageOf(path),
      // Of the same words only the last: they have the newest price.
      lines: [...new Set(said.map(({ line }) => line))],
    }));
    return { kind: 'notices', count: texts.length, groups, url: pageOf('/me/notices') };
  }
}
