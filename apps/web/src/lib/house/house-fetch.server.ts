import type { HandleFetch } from '@sveltejs/kit/hooks';
import { fetchHeaders } from './set-cookie.ts';

/**
 * Sends a page's own `/api/*` requests to the server that mounts these pages, in process and with the visitor's cookie,
 * so that a page needs no second trip over the network.
 */
export const toHouse: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  // Called on the request itself: the server may bind what it needs there.
  const mounted = event.platform?.req;
  if (!mounted?.houseFetch || url.origin !== event.url.origin || !url.pathname.startsWith('/api/'))
    return fetch(request);
  const headers: Record<string, string> = { origin: event.url.origin };
  for (const name of ['content-type', 'accept', 'cookie']) {
    const value = request.headers.get(name) ?? (name === 'cookie' ? event.request.headers.get('cookie') : null);
    if (value) headers[name] = value;
  }
  const body = request.body ? await request.text() : undefined;
  const answer = await mounted.houseFetch(url.pathname + url.search, {
    method: request.method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const bodiless = answer.status === 204 || answer.status === 304;
  return new Response(bodiless ? null : answer.body, { status: answer.status, headers: fetchHeaders(answer.headers) });
};
