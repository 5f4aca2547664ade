import { self } from '$app/service-worker';
import { offline as english } from '#lib/messages/en/offline.ts';
import { preferredLocale } from '#lib/messages/locale.ts';
import { offline as russian } from '#lib/messages/ru/offline.ts';
import { KNOWN_CACHE, KNOWN_ENTRY, readKnown, type Known } from '#lib/offline/known.ts';
import { offlinePage, offlinePolicy } from '#lib/offline/offline-page.ts';
import style from '#lib/offline/offline.css?raw';
import tokens from '#lib/styles/tokens.css?raw';

const OURS = 'rostrum:';
/** A proxy says one of these for a house that is away. The house itself numbers every answer of its own. */
const AWAY = [502, 503, 504];

self.addEventListener('activate', (event) => event.waitUntil(prepare()));

// Only pages, and only where the network has none: everything else goes its way as if nobody stood here.
self.addEventListener('fetch', (event) => {
  if (event.request.mode === 'navigate' && event.request.method === 'GET') event.respondWith(page(event));
});

/** The browser asks for a page while this worker still starts; what older workers kept in another form goes. */
async function prepare(): Promise<void> {
  await self.registration.navigationPreload?.enable();
  for (const name of await caches.keys()) {
    if (name.startsWith(OURS) && name !== KNOWN_CACHE) await caches.delete(name);
  }
}

async function page(event: FetchEvent): Promise<Response> {
  try {
    const preloaded = (await event.preloadResponse) as Response | undefined;
    const answer = preloaded ?? (await fetch(event.request));
    return AWAY.includes(answer.status) && !answer.headers.has('x-request-id') ? await standIn() : answer;
  } catch {
    return standIn();
  }
}

async function standIn(): Promise<Response> {
  const cache = await caches.open(KNOWN_CACHE);
  const known = await readKnown(await cache.match(KNOWN_ENTRY));
  const pictures = await keptPictures(cache, known);
  const locale = known?.locale ?? preferredLocale(self.navigator.languages.join(','));
  const nonce = crypto.randomUUID();
  const html = offlinePage({
    known,
    locale,
    words: locale === 'ru' ? russian : english,
    now: Date.now(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    pictureOf: (path) => pictures.get(path) ?? null,
    nonce,
    style: tokens + style,
  });
  return new Response(html, {
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': offlinePolicy(nonce),
    },
  });
}

/** Within the page, so that it asks for nothing. */
async function keptPictures(cache: Cache, known: Known | null): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  for (const { picture } of known?.lots ?? []) {
    const kept = picture?.startsWith('/') ? await cache.match(picture) : undefined;
    if (kept) pictures.set(picture!, await dataAddress(await kept.blob()));
  }
  return pictures;
}

async function dataAddress(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:${blob.type};base64,${btoa(text)}`;
}
