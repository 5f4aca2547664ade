import type { OwnPush } from '@rostrum/contract';

/** How push stands in this browser. */
export type PushState = 'cannot' | 'off' | 'on';

/** Why it could not be turned on. */
export type PushFault = 'denied' | 'failed';

async function registration(): Promise<ServiceWorkerRegistration> {
  // The same worker as for the time without a connection; whoever comes first installs it.
  await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
  return navigator.serviceWorker.ready;
}

/** Whether this browser takes pushes of the house now. Nothing is installed and nobody is asked by it. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return 'cannot';
  if (Notification.permission !== 'granted') return 'off';
  const known = await navigator.serviceWorker.getRegistration('/');
  return (await known?.pushManager.getSubscription()) ? 'on' : 'off';
}

/** Asks the person, subscribes this browser, and tells the house. Only after a press. Answers what stands against it. */
export async function turnOn(publicKey: string): Promise<PushFault | null> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    const { pushManager } = await registration();
    const known = await pushManager.getSubscription();
    const subscription =
      known ?? (await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }));
    const { endpoint, keys } = subscription.toJSON();
    const answer = await fetch('/api/me/push', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, keys }),
    });
    if (answer.ok) return null;
    // A subscription that the house does not know is of no use to anybody.
    await subscription.unsubscribe();
    return 'failed';
  } catch {
    return 'failed';
  }
}

/** Ends it in this browser and in the house. */
export async function turnOff(own: OwnPush): Promise<void> {
  const known = await navigator.serviceWorker.getRegistration('/');
  await (await known?.pushManager.getSubscription())?.unsubscribe();
  const current = own.devices.filter((device) => device.current);
  await Promise.all(current.map(({ id }) => fetch(`/api/me/push/${encodeURIComponent(id)}`, { method: 'DELETE' })));
}
