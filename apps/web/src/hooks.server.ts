import type { House, Me } from '@rostrum/contract';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { isZone } from '#lib/format/time.ts';
import { compressPage } from '#lib/house/compress.server.ts';
import { toHouse } from '#lib/house/house-fetch.server.ts';
import { isLocale, preferredLocale } from '#lib/messages/locale.ts';

const STRANGER: Me = { person: null, paddles: [], sessionEndsAt: null };
const PERSONAL = /^\/(sign-in|sign-up|account|forgot|reset|verify|staff|owner|sign-out|preferences|me)(\/|$)/;

/** A page is shown even where the house does not answer; its own content then says so. */
async function ask<T>(event: RequestEvent, path: string, otherwise: T): Promise<T> {
  try {
    const response = await event.fetch(path);
    return response.ok ? ((await response.json()) as T) : otherwise;
  } catch {
    return otherwise;
  }
}

function readPreferences(event: RequestEvent): void {
  const locale = event.cookies.get('locale');
  const theme = event.cookies.get('theme');
  const zone = event.cookies.get('zone');
  event.locals.locale = isLocale(locale) ? locale : preferredLocale(event.request.headers.get('accept-language'));
  event.locals.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
  event.locals.zone = zone && isZone(zone) ? zone : null;
}

function cacheFor(event: RequestEvent): string {
  const personal = event.locals.me.person !== null || PERSONAL.test(event.url.pathname);
  return personal ? 'private, no-store' : 'private, no-cache';
}

export const handle: Handle = async ({ event, resolve }) => {
  readPreferences(event);
  [event.locals.me, event.locals.house] = await Promise.all([
    ask<Me>(event, '/api/me', STRANGER),
    ask<House | null>(event, '/api/house', null),
  ]);
  event.locals.zone = event.locals.me.person?.zone ?? event.locals.zone;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html.replace('%rostrum.lang%', event.locals.locale).replace('%rostrum.theme%', event.locals.theme),
    preload: (input) => {
      if (input.type !== 'font') return input.type === 'css' || input.type === 'js';
      // Literata and Inter in Latin serve both languages (figures, names); Cyrillic only its readers.
      return event.locals.locale === 'ru' || !input.filename.includes('cyrillic');
    },
  });
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', cacheFor(event));
  response.headers.append('vary', 'cookie, accept-language');
  return compressPage(event.request.headers.get('accept-encoding'), response);
};

export const handleFetch: HandleFetch = toHouse;

/** Gives bugs an id, for the log and for the visitor alike. Expected errors keep the house's own id. */
export const handleError: HandleServerError = (caught) => {
  if (caught.kind === 'app' || caught.kind === 'framework') return;
  const id = crypto.randomUUID().slice(0, 8);
  const { route } = caught.event;
  process.stderr.write(
    `${JSON.stringify({ level: 'error', errorId: id, route: route.id, error: describe(caught.error) })}\n`,
  );
  return { message: 'INTERNAL', id };
};

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
