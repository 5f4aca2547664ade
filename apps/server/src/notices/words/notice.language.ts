import type { NoticeTopic } from '@rostrum/contract';

/** A notice's amounts as text; null where there is none. */
export interface Amounts {
  price: string | null;
  next: string | null;
}

/** How one language says notices to somebody who has no page open. */
export interface NoticeLanguage {
  /** `Lot 12 · A walnut chair`. */
  about: (number: number | null, title: string) => string;
  lines: Record<NoticeTopic, (amounts: Amounts) => string>;
  /** Title of what carries several. */
  several: (count: number) => string;
  /** When there is more than fits. */
  more: (count: number) => string;
}
