import { dev, version } from '$app/env';
import type { House, Me } from '@rostrum/contract';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { currencyCode } from '#lib/format/currency-of.ts';
import { isZone } from '#lib/format/time.ts';
import { compressPage, encodingFor } from '#lib/house/compress.server.ts';
import { firstFiles } from '#lib/house/first-files.ts';
import { toHouse } from '#lib/house/house-fetch.server.ts';
import { PageCache } from '#lib/house/page-cache.server.ts';
import { isLocale, preferredLocale, type Locale } from '#lib/messages/locale.ts';
import { pageHead } from '#lib/reach/page-head.server.ts';
import { housePreview } from '#lib/reach/previews.server.ts';

const STRANGER: Me = { person: null, paddles: [], sessionEndsAt: null };
const PERSONAL =
  /^\/(sign-in|sign-up|account|forgot|reset|verify|staff|owner|sign-out|preferences|unsubscribe|me)(\/|$)/;

/** A page is shown even where the house does not answer; its own content then says so. */
async function ask<T>(event: RequestEvent, path: string, otherwise: T): Promise<T> {
  try {
    const response = await event.fetch(path);
    return response.ok ? ((await response.json()) as T) : otherwise;
  } catch {
    return otherwise;
  }
}

/**
 * The language of a page: the one that its address names, the one that the visitor chose, the one that his browser asks
 * for. An address names it for its own page; who has chosen none keeps it while his browser is open.
 */
function readLocale({ url, cookies, request }: RequestEvent): Locale {
  const [named, chosen] = [url.searchParams.get('lang'), cookies.get('locale')];
  if (!isLocale(named)) return isLocale(chosen) ? chosen : preferredLocale(request.headers.get('accept-language'));
  if (!isLocale(chosen))
    cookies.set('locale', named, { path: '/', sameSite: 'lax', secure: url.protocol === 'https:' });
  return named;
}

function readPreferences(event: RequestEvent): void {
  const theme = event.cookies.get('theme');
  const zone = event.cookies.get('zone');
  event.locals.locale = readLocale(event);
  event.locals.theme = theme === 'light' || theme === 'dark' ? theme : 'system';
  event.locals.zone = zone && isZone(zone) ? zone : null;
  event.locals.currency = currencyCode(event.cookies.get('currency'));
}

function isPersonal({ url }: RequestEvent): boolean {
  return PERSONAL.test(url.pathname);
}

function cacheFor(event: RequestEvent): string {
  return event.locals.me.person !== null || isPersonal(event) ? 'private, no-store' : 'private, no-cache';
}

/** Fills in what stands around the pages in app.html. */
async function inFrame(html: string, event: RequestEvent): Promise<string> {
  if (!html.includes('%rostrum.head%')) return html;
  const { url, locals } = event;
  const named = isLocale(url.searchParams.get('lang'));
  const hidden = isPersonal(event) || event.route.id === null;
  const preview = hidden ? null : (locals.preview ?? (await housePreview(locals)));
  const head = pageHead({ ...locals, path: url.pathname, namesLanguage: named, preview, described: !locals.preview });
  // A page in a language that its visitor did not choose is left by loading the next one anew, in his own.
  const links = named && event.cookies.get('locale') !== locals.locale ? ' data-sveltekit-reload' : '';
  // Only the build has them.
  const first = dev ? [] : firstFiles(locals.locale, version);
  return html
    .replace('%rostrum.lang%', () => locals.locale)
    .replace('%rostrum.theme%', () => locals.theme)
    .replace('%rostrum.links%', () => links)
    .replace(
      '%rostrum.head%',
      () => first.map((file) => `<link rel="modulepreload" href="/${file}" />`).join('') + head,
    );
}

const shared = new PageCache();

/**
 * What the page of a stranger depends on; null for pages that are not shared. Whoever is signed in, or was, always gets a
 * page of his own, and so does who asks for another language, which is kept in a cookie.
 */
function sharedKey(event: RequestEvent): string | null {
  const { request, url, locals } = event;
  const cookie = request.headers.get('cookie') ?? '';
  const whole = request.method === 'GET' && !event.isDataRequest && !url.searchParams.has('lang');
  if (!whole || isPersonal(event) || cookie.includes('session_token')) return null;
  return JSON.stringify([request.url, locals.locale, encodingFor(request.headers.get('accept-encoding')), cookie]);
}

async function render(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
  [event.locals.me, event.locals.house] = await Promise.all([
    ask<Me>(event, '/api/me', STRANGER),
    ask<House | null>(event, '/api/house', null),
  ]);
  event.locals.zone = event.locals.me.person?.zone ?? event.locals.zone;
  event.locals.currency = event.locals.me.person?.currency ?? event.locals.currency;
  const response = await resolve(event, {
    transformPageChunk: async ({ html }) => inFrame(html, event),
    preload: (input) => {
      if (input.type !== 'font') return input.type === 'css' || input.type === 'js';
      // Literata and Inter in Latin serve both languages (figures, names); Cyrillic only its readers.
      return event.locals.locale === 'ru' || !input.filename.includes('cyrillic');
    },
  });
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', cacheFor(event));
  if (isPersonal(event) || event.isDataRequest) response.headers.set('x-robots-tag', 'noindex');
  response.headers.append('vary', 'cookie, accept-language');
  return compressPage(event.request.headers.get('accept-encoding'), response);
}

export const handle: Handle = ({ event, resolve }) => {
  readPreferences(event);
  const key = sharedKey(event);
  return key === null ? render(event, resolve) : shared.answer(key, () => render(event, resolve));
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
