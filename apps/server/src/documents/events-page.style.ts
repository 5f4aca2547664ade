/** The house's own look, as far as a page of text needs it. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --paper: light-dark(#faf7f1, #161412); --raised: light-dark(#fffdf9, #1e1b18);
  --ink: light-dark(#1c1a17, #ece6db); --soft: light-dark(#544f46, #b3aa9c);
  --line: light-dark(#ded7ca, #38332c); --edge: light-dark(#857d6f, #857b6d); --accent-text: light-dark(#7a1f1f, #e5a097); }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem clamp(1rem, 4vw, 3rem) 6rem; background: var(--paper);
  color: var(--ink); font: 0.9375rem/1.6 Inter, Arial, sans-serif; overflow-wrap: break-word; }
h1, h2 { font-family: Literata, Georgia, serif; font-weight: 500; line-height: 1.2; }
h1 { margin: 0.5rem 0 1rem; font-size: 2.5rem; }
h2 { margin: 4rem 0 0.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); font-size: 1.5rem; }
h3 { margin: 2.5rem 0 0; font-size: 0.8125rem; font-weight: 400; color: var(--soft); }
h2 code { font-size: 0.85em; }
h4 { margin: 1.75rem 0 0.25rem; font-size: 1.0625rem; font-weight: 600; }
p, ul { margin: 0.5rem 0; max-width: 46rem; }
ul { padding-left: 1.25rem; }
a { color: inherit; text-decoration-color: var(--edge); text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }
code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.9em; }
pre { margin: 0.5rem 0; padding: 0.875rem 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 3px;
  background: var(--raised); line-height: 1.55; tab-size: 2; }
pre code { font-size: 0.8125rem; }
.label, .note { color: var(--soft); }
.label { font-size: 0.8125rem; }
.literal { color: var(--accent-text); }
.mark { margin-left: 0.5rem; padding: 0.125rem 0.5rem; border: 1px solid var(--edge); border-radius: 3px;
  color: var(--soft); font-size: 0.75rem; font-weight: 400; vertical-align: 0.1em; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 2rem 0 0; padding: 0; list-style: none; }
nav a { display: inline-flex; min-height: 2.75rem; align-items: center; gap: 0.5rem; }
article h3 { margin-top: 1.75rem; color: var(--ink); font-size: 1rem; }
`;
