import type { Draft } from './letter.ts';

/** A draft as plain text. */
export function textOf({ greeting, paragraphs, lists, action, closing, why, foot }: Draft): string {
  const parts = [
    greeting,
    ...paragraphs,
    ...lists.map(listText),
    ...(action === null ? [] : [`${action.label}:\n${action.url}`]),
    ...closing,
    [`-- \n${why}`, ...foot.map(({ label, url }) => `${label}: ${url}`)].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function listText({ heading, url, lines }: Draft['lists'][number]): string {
  const items = lines.map((line) => (line.url === undefined ? `- ${line.text}` : `- ${line.text}\n  ${line.url}`));
  return [`${heading}:`, ...items, ...(url === undefined ? [] : [`  ${url}`])].join('\n');
}
