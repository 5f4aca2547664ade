/**
 * Colours and type can be set from the page by the custom properties `--rostrum-…`. Light or dark follows the page's own
 * `color-scheme`, so a light page never gets a dark widget. As a constructed sheet it needs no `unsafe-inline`.
 */
const CSS = `
:host {
  all: initial;
  color-scheme: inherit;
  display: block;
  container-type: inline-size;
  --_paper: var(--rostrum-paper, light-dark(#fffdf9, #1e1b18));
  --_ink: var(--rostrum-ink, light-dark(#1c1a17, #ece6db));
  --_soft: var(--rostrum-soft, light-dark(#544f46, #b3aa9c));
  --_line: var(--rostrum-line, light-dark(#ded7ca, #38332c));
  --_mat: var(--rostrum-mat, light-dark(#f0ebe1, #25211d));
  --_accent: var(--rostrum-accent, light-dark(#7a1f1f, #96302f));
  --_on-accent: var(--rostrum-on-accent, #fffaf5);
  --_out: var(--rostrum-out, light-dark(#7d4300, #e5ad62));
  --_flash: var(--rostrum-flash, light-dark(#f8ecd8, #4a3a1c));
  --_radius: var(--rostrum-radius, 3px);
  font: 15px/1.5 var(--rostrum-font, system-ui, sans-serif);
  color: var(--_ink);
}
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
:host([theme='auto']) { color-scheme: light dark; }
*, ::before { box-sizing: border-box; margin: 0; padding: 0; }
[hidden] { display: none !important; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.frame { background: var(--_paper); border: 1px solid var(--_line); border-radius: var(--_radius); overflow-wrap: break-word; }
a { color: inherit; text-decoration: none; text-underline-offset: .2em; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--_accent); outline-offset: 2px; border-radius: 2px; }
.number, .label, .stand, .time, .note, .state, .when { font-size: 13px; line-height: 1.45; color: var(--_soft); }
.title { font: 600 18px/1.35 var(--rostrum-font-title, Georgia, serif); }
.price, .time, .when, .rate, .change { font-variant-numeric: tabular-nums; }
.mat { display: flex; align-items: center; justify-content: center; background: var(--_mat); }
img { display: block; max-width: 100%; max-height: 100%; width: auto; height: auto; object-fit: contain; }
.state { color: var(--_out); }
.reason { margin-top: 4px; padding: 8px 12px; border-inline-start: 3px solid var(--_out); background: var(--_paper); color: var(--_out); font-size: 13px; overflow-wrap: anywhere; }
.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 44px; padding: 8px 20px;
  border-radius: var(--_radius); background: var(--_accent); color: var(--_on-accent); font-weight: 600; text-align: center;
}
.quiet { background: transparent; color: var(--_ink); box-shadow: inset 0 0 0 1px var(--_line); }

.lot { display: grid; }
.lot > .mat { aspect-ratio: 5 / 4; padding: 16px; }
.lot > .body { display: grid; align-content: start; gap: 4px; padding: 16px; }
.lot .price { font-size: 32px; line-height: 1.15; font-weight: 600; justify-self: start; }
.lot .label { margin-top: 8px; }
.lot .stand { color: var(--_ink); }
.lot .button { margin-top: 12px; }
.lot > .state { padding: 0 16px 12px; }
@container (min-width: 480px) {
  .lot:has(> .mat) { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
  .lot > .mat { aspect-ratio: auto; min-height: 260px; }
  .lot > .mat img { max-height: 300px; }
  .lot > .body { align-content: center; padding: 16px 24px; }
  .lot > .state { grid-column: 1 / -1; }
  .lot .button { justify-self: start; }
}

.head { padding: 14px 16px; border-bottom: 1px solid var(--_line); }
.foot { padding: 12px 16px; }
.foot .button { width: 100%; }
ul { list-style: none; }
.row { display: grid; grid-template-columns: 48px minmax(0, 1fr) auto; gap: 0 12px; padding: 10px 16px; border-bottom: 1px solid var(--_line); position: relative; }
.row .mat { grid-row: 1 / span 2; width: 48px; height: 60px; padding: 4px; }
.row .title { font-size: 15px; }
.row .title a::after { content: ''; position: absolute; inset: 0; }
.row .price { font-weight: 600; text-align: end; white-space: nowrap; justify-self: end; align-self: end; }
.row .time { grid-column: 2 / -1; }
.line { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 9px 16px; border-bottom: 1px solid var(--_line); position: relative; }
.line .title { font-size: 15px; }
.line .title a::after { content: ''; position: absolute; inset: 0; }
.line .what { grid-column: 1 / -1; font-size: 13px; font-variant-numeric: tabular-nums; }
.note { padding: 10px 16px; }
.note a { text-decoration: underline; }
.row:last-child, .line:last-child { border-bottom: 0; }
ul:has(~ :not([hidden])) > li:last-child { border-bottom: 1px solid var(--_line); }

table { width: 100%; border-collapse: collapse; }
caption { text-align: start; }
th { font-weight: 400; color: var(--_soft); font-size: 13px; text-align: end; }
th, td { padding: 8px 16px; border-bottom: 1px solid var(--_line); }
th:first-child { text-align: start; }
tbody th { color: var(--_ink); font-size: 15px; }
td { text-align: end; }
.state:not([hidden]) { padding: 8px 16px; }
`;

/** The one sheet of all elements of a page. */
export const SHEET = new CSSStyleSheet();
SHEET.replaceSync(CSS.replace(/\s+/g, ' '));
