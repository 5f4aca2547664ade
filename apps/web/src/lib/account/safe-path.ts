/**
 * Where to go back to after a form: only a path of this house, never another site (`//evil.test`, `/\evil.test`), and
 * never an address that changes something.
 */
export function safePath(wish: FormDataEntryValue | string | null): string {
  if (typeof wish !== 'string' || !wish.startsWith('/') || wish.includes('\\')) return '/';
  const path = URL.parse(wish, 'http://house.invalid');
  // `/.//evil.test` becomes `//evil.test` only once it is resolved.
  if (
    path?.host !== 'house.invalid' ||
    path.pathname.startsWith('//') ||
    /^\/(sign-out|preferences|api)(\/|$)/.test(path.pathname)
  )
    return '/';
  return path.pathname + path.search + path.hash;
}

const AMOUNT_MAX = 40;

/**
 * Where the address of an account page sends its visitor back to. The form of a lot sends the amount of a stranger along;
 * it goes back with him, also when he pressed before the page was alive.
 */
export function nextOf(search: URLSearchParams): string {
  const path = safePath(search.get('next'));
  const max = search.get('max')?.trim().slice(0, AMOUNT_MAX);
  return max && /^\/lots\/[^/?#]+$/.test(path) ? `${path}?max=${encodeURIComponent(max)}` : path;
}
