import type { ServerLoadEvent } from '@sveltejs/kit';

/**
 * The token of a mailed link, which no other site learns as a referrer. Not `no-referrer`: with it browsers hide the
 * origin of the page's own form, and the house takes no change from nowhere.
 */
export function tokenOf({ url, setHeaders }: Pick<ServerLoadEvent, 'url' | 'setHeaders'>): string {
  setHeaders({ 'referrer-policy': 'same-origin' });
  return url.searchParams.get('token') ?? '';
}
