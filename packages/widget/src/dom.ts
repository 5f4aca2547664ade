type Children = readonly (Node | string)[];

/** An element with attributes and children. No markup is parsed, so no policy of the page stands against it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Children
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A piece of the widget that a page may style by `::part(name)`. */
export function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
  ...children: Children
): HTMLElementTagNameMap[K] {
  return make(tag, { part: name, class: name }, ...children);
}

/** A link to the house: in a tab of its own, since the house lets no page frame it. `spoken` says so to who hears it. */
export function link(href: string, text: string, spoken: string): HTMLAnchorElement {
  return make(
    'a',
    { href, target: '_blank', rel: 'noopener' },
    text,
    make('span', { class: 'spoken' }, ` (${spoken})`),
  );
}

/** Changes a text where it is another one. Answers whether it was. */
export function say(element: HTMLElement, text: string): boolean {
  if (element.textContent === text) return false;
  element.textContent = text;
  element.hidden = text === '';
  return true;
}

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** Lets something light up once, because it changed. */
export function flash(element: HTMLElement): void {
  if (!calm.matches) element.animate([{ backgroundColor: 'var(--_flash)' }, { backgroundColor: 'transparent' }], 600);
}
