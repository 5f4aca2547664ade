/** `@114`: a paddle number, not within a word, an address or a longer number. */
const MENTION = /(?<![\p{L}\p{N}@_.])@(\d{1,9})(?![\p{L}\p{N}_@])/gu;
/** Whoever writes a list of everybody tells nobody. */
const MENTIONS_MAX = 5;

/** The paddle numbers that a message calls, each once; none where there are too many. */
export function mentionedPaddles(body: string): number[] {
  const paddles = new Set(Array.from(body.matchAll(MENTION), ([, digits]) => Number(digits)));
  return paddles.size > MENTIONS_MAX ? [] : [...paddles];
}
