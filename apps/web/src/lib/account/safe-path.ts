/**
 * Where to go back to after a form: only a path of this house, never another site (`//evil.test`, `/\evil.test`), and
 * never an address that changes something.
 */
export function safePath(wish: FormDataEntryValue | string | null): string {
  if (typeof wish !== 'string' || !/^\/(?![/\\])/.test(wish) || /[\u0000-\u001f\\]/.test(wish)) return '/';
  const path = new URL(wish, 'http://house.invalid');
  if (path.host !== 'house.invalid' || /^\/(sign-out|preferences|api)(\/|$)/.test(path.pathname)) return '/';
  return path.pathname + path.search + path.hash;
}
