/** Controls, and what turns the direction of the text around it or annotates it; a line's end and a tab are dealt with before. */
const HARMFUL = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB]/gu;
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g;
/** A tower of marks over one letter reaches into other people's lines. No script needs as many. */
const TOWERS = /(\p{M}{8})\p{M}+/gu;
const BLANK_LINES = /\n\s*\n\s*\n/g;
/** Something to see: neither space, nor a mark without its letter, nor a letter that looks like a space. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/**
 * What somebody wrote, as others may be shown it: plain text with single line breaks, in whatever script. Nothing in it
 * controls a screen or reverses the text beside it. Empty where nothing would be seen.
 */
export function plainText(written: string): string {
  const text = written
    .toWellFormed()
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(HARMFUL, '')
    .replace(TOWERS, '$1')
    .replace(BLANK_LINES, '\n\n')
    .trim();
  return VISIBLE.test(text) ? text : '';
}
