import { createHash } from 'node:crypto';

/** What a picture of a link shows, in words that are written already. Nothing on it moves while a link is shown. */
export interface Card {
  /** The house's name. */
  house: string;
  /** One line above the title. */
  above: string;
  title: string;
  /** At most two. */
  facts: { label: string; value: string }[];
  /** Below everything, or ''. */
  remark: string;
  /** Path of the file of the thing's picture; null: none. */
  picture: string | null;
}

/** Cards that look the same have the same tag. */
export function tagOf(card: Card): string {
  return createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 22);
}
