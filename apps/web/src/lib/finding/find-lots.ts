import { isHttpError, redirect } from '@sveltejs/kit';
import type { FoundLots } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';

/**
 * One page of found lots for a page's address; `from` in it is the cursor. A cursor that is none leads to the beginning of
 * the list.
 */
export async function findLots(
  fetch: typeof globalThis.fetch,
  path: string,
  params: URLSearchParams,
  url: URL,
  limit: number,
): Promise<FoundLots> {
  const query = new URLSearchParams(params);
  query.set('limit', String(limit));
  const cursor = url.searchParams.get('from');
  if (cursor) query.set('cursor', cursor);
  try {
    return await readHouse<FoundLots>(fetch, `${path}?${query}`);
  } catch (cause) {
    if (!cursor || !isHttpError(cause) || cause.body.message !== 'BAD_REQUEST') throw cause;
    const beginning = new URL(url);
    beginning.searchParams.delete('from');
    redirect(303, beginning.pathname + beginning.search);
  }
}
