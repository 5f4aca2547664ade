import type { Cookies } from '@sveltejs/kit';

const YEAR_S = 31_536_000;

/** Keeps a visitor's choice in a cookie of its name for a year; null forgets it. */
export function keepChoice(
  { cookies, url }: { cookies: Cookies; url: URL },
  name: 'locale' | 'theme' | 'currency',
  value: string | null,
): void {
  const kept = { path: '/', sameSite: 'lax', secure: url.protocol === 'https:' } as const;
  if (value === null) cookies.delete(name, kept);
  else cookies.set(name, value, { ...kept, maxAge: YEAR_S });
}
