import { createHash } from 'node:crypto';
import type { PushPayload } from '@rostrum/contract';
import { noticeLanguage, noticeText, type PricedNotice } from '../notices/index.ts';

/** Push services take 4,096 bytes; a phone shows about this much. */
const LINE_MAX = 160;
/** Of several notices so many are named. */
const NAMED = 3;

/** What a push says of its notices, oldest first; null where there are none. `house` titles what carries several. */
export function payloadOf(notices: readonly PricedNotice[], locale: string, house: string): PushPayload | null {
  const newest = notices.at(-1);
  if (newest === undefined) return null;
  const { about, line, path } = noticeText(newest, locale);
  const at = newest.at;
  if (notices.length === 1) {
    return { title: cut(about), body: cut(line), path, tag: newest.lotId ?? newest.auctionId, at };
  }
  const { several, more } = noticeLanguage(locale);
  const abouts = [...new Set(notices.toReversed().map((notice) => noticeText(notice, locale).about))];
  const named = abouts.slice(0, NAMED).map(cut);
  const left = abouts.length - named.length;
  const body = [...named, ...(left > 0 ? [more(left)] : [])].join('\n');
  const title = `${house}: ${several(notices.length)}`;
  // What is about one lot opens that lot.
  return { title, body, path: abouts.length === 1 ? path : '/me/notices', tag: `digest ${newest.id}`, at };
}

/** The `Topic` header of a tag: what still waits at the push service under it is replaced (RFC 8030). */
export function topicOf(tag: string): string {
  return createHash('sha256').update(tag).digest('base64url').slice(0, 32);
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length <= LINE_MAX ? text : `${letters.slice(0, LINE_MAX - 1).join('')}…`;
}
