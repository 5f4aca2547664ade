import type { Draft } from './letter.ts';

/** A draft as plain text. */
export function textOf({ greeting, paragraphs, lists, action, closing, why }: Draft): string {
  const parts = [
    greeting,
    ...paragraphs,
    ...lists.map(({ heading, lines }) =>
      [`${heading}:`, ...lines.map(({ text, url }) => `- ${text}\n  ${url}`)].join('\n'),
    ),
    ...(action === null ? [] : [`${action.label}:\n${action.url}`]),
    ...closing,
    `-- \n${why}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
