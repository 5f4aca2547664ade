import { error } from '@sveltejs/kit';
import type { Me, Page, Problem, Standing } from '@rostrum/contract';

/**
 * Reads one address of the house's REST API for a page. A refusal becomes the page's error with the house's status and,
 * for bugs, the id under which the house logged it.
 */
export async function readHouse<T>(fetch: typeof globalThis.fetch, path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => null)) as Problem | null;
  const id = problem?.code === 'INTERNAL' ? problem.errorId : undefined;
  // What a person typed wrong into the address is a page that does not exist.
  const status = response.status === 400 || response.status === 422 ? 404 : response.status;
  error(status, { message: problem?.code ?? 'INTERNAL', ...(id ? { id } : {}) });
}

/** Reads a whole list, page by page; `atMost` bounds how many items are wanted. */
export async function readAll<T>(fetch: typeof globalThis.fetch, path: string, atMost: number): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(Math.min(200, atMost - items.length)) });
    if (cursor) query.set('cursor', cursor);
    const page: Page<T> = await readHouse<Page<T>>(fetch, `${path}?${query}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor && items.length < atMost);
  return { items, nextCursor: cursor };
}

/** How the visitor stands on his lots, for the first paint; nothing where it cannot be had, since it comes live too. */
export async function readStandings(fetch: typeof globalThis.fetch, me: Me): Promise<Standing[]> {
  if (!me.person) return [];
  const response = await fetch('/api/me/standing').catch(() => null);
  return response?.ok ? ((await response.json()) as { items: Standing[] }).items : [];
}
