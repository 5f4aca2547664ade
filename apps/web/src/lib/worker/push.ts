import type { OwnPush, PushPayload } from '@rostrum/contract';
import { self } from '$app/service-worker';
import { pageOf, payloadOf } from './push-message.ts';

self.addEventListener('push', (event) => event.waitUntil(show(payloadOf(event.data))));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(pageOf(event.notification.data, self.location.origin)));
});
// In the types it is a plain event, since not every browser has it.
self.addEventListener('pushsubscriptionchange', (event) => (event as ExtendableEvent).waitUntil(renew()));

const UNREADABLE: PushPayload = { title: 'Rostrum', body: '', path: '/me/notices', tag: 'news', at: 0 };

/** The house's mark, and its letter alone where systems draw in one colour. */
const ICONS = { icon: '/icons/any-192.png', badge: '/icons/badge-96.png' };

/** Something is shown in any case: browsers take the permission away from who does not. */
async function show(payload: PushPayload | null): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' });
  const { title, body, path, tag, at } = payload ?? UNREADABLE;
  // Whoever looks at a page of the house reads it there too.
  const silent = windows.some(({ focused }) => focused);
  const when = at === 0 ? {} : { timestamp: at };
  await self.registration.showNotification(title, { body, tag, data: path, silent, ...ICONS, ...when });
}

async function open(page: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' });
  const there = windows.find(({ url }) => url.split('#', 1)[0] === page);
  await (there ? there.focus() : self.clients.openWindow(page));
}

/** The browser has taken the place away to which the house sends: it is told the new one. */
async function renew(): Promise<void> {
  const own = await fetch('/api/me/push');
  if (!own.ok) return;
  const { publicKey } = (await own.json()) as OwnPush;
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const { endpoint, keys } = (await self.registration.pushManager.subscribe(options)).toJSON();
  await fetch('/api/me/push', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, keys }),
  });
}
