import type { Draft } from './letter.ts';

const BODY = "margin:0;padding:24px 16px;font-family:Georgia,'Times New Roman',serif;font-size:17px;line-height:1.55";
const SHEET = 'max-width:560px;margin:0 auto';
const BUTTON =
  'display:inline-block;padding:12px 20px;border:1px solid;border-radius:3px;color:inherit;font-weight:bold;text-decoration:none';
const LIST = 'padding-left:20px';
const WHY = 'margin-top:40px;padding-top:12px;border-top:1px solid;font-size:14px;opacity:.75';

/**
 * A draft as HTML for mail programs: no tables, no pictures, no colours of its own, so that it is legible in the light
 * and in the dark alike.
 */
export function htmlOf(
  { subject, greeting, paragraphs, lists, action, closing, why, foot }: Draft,
  locale: string,
): string {
  const parts = [
    p(greeting),
    ...paragraphs.map(p),
    ...lists.map(listHtml),
    ...(action === null
      ? []
      : [`<p style="margin:28px 0"><a href="${escape(action.url)}" style="${BUTTON}">${escape(action.label)}</a></p>`]),
    ...closing.map(p),
    `<div style="${WHY}"><p>${escape(why)}</p>${foot.map(footLine).join('')}</div>`,
  ];
  return `<!doctype html>
<html lang="${escape(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(subject)}</title>
</head>
<body style="${BODY}">
<div style="${SHEET}">
${parts.join('\n')}
</div>
</body>
</html>
`;
}

/** An address that ends a sentence becomes a link. */
function p(text: string): string {
  return `<p>${escape(text).replace(/https?:\/\/[^\s<>"]+$/, (url) => `<a href="${url}" style="color:inherit">${url}</a>`)}</p>`;
}

function footLine({ label, url }: Draft['foot'][number]): string {
  return `<p>${linked(label, url)}</p>`;
}

function listHtml({ heading, url, lines }: Draft['lists'][number]): string {
  const head = `<h2 style="font-size:17px">${linked(heading, url)}</h2>`;
  const [only, ...more] = lines;
  // One line is no list.
  if (only && more.length === 0) return `${head}\n<p>${linked(only.text, only.url)}</p>`;
  return `${head}\n<ul style="${LIST}">${lines.map(line).join('')}</ul>`;
}

function line({ text, url }: Draft['lists'][number]['lines'][number]): string {
  return `<li>${linked(text, url)}</li>`;
}

function linked(text: string, url: string | undefined): string {
  return url === undefined ? escape(text) : `<a href="${escape(url)}" style="color:inherit">${escape(text)}</a>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
