import type { ServerLoadEvent } from '@sveltejs/kit';

/** The token of a mailed link. The page's address tells it to nobody: not as a referrer, and to no cache. */
export function tokenOf({ url, setHeaders }: Pick<ServerLoadEvent, 'url' | 'setHeaders'>): string {
  setHeaders({ 'referrer-policy': 'no-referrer' });
  return url.searchParams.get('token') ?? '';
}
