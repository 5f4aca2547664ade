/**
 * A backup is one gzipped text. Its first line says what it is; then each piece has a line that says what comes, and one
 * with it: rows of a table as a JSON array, or a file of a picture in base64. The last line says how much there was, so
 * that a file that was cut off is known as such.
 */
export interface Opening {
  rostrum: 'backup';
  format: typeof FORMAT;
  /** Epoch ms. */
  madeAt: number;
  migrations: string[];
}

export const FORMAT = 1;

/** What the line after it is. */
export type Piece = { table: string; count: number } | { picture: string };

/** How much a backup holds. */
export interface Amount {
  rows: number;
  pictures: number;
}

export type Closing = { end: Amount };
