import { self } from '$app/service-worker';

// The first one stands by at once. A newer one waits until no page is under the older: one that takes over while a page is
// being asked for can leave that page waiting for ever (Chromium ends the older with the question in its hands).
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
