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
