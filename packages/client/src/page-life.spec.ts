import { afterEach, expect, test, vi } from 'vitest';
import { openHouse, until, visit } from './client-rig.testing.ts';
import { lotIdOf } from './scripted-lot.testing.ts';

afterEach(() => vi.unstubAllGlobals());

const LOT = lotIdOf(1);

/** The two globals of a page that the client listens to. */
function openPage(): { window: EventTarget; document: EventTarget } {
  const page = {
    window: new EventTarget(),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
  };
  vi.stubGlobal('window', page.window);
  vi.stubGlobal('document', page.document);
  return page;
}

test('a page that is looked at again resyncs at once, without waiting for a heartbeat', async () => {
  const page = openPage();
  const house = await openHouse();
  house.script.muteHeartbeat = true;
  const client = visit(house.url, { timing: { lateAfterMs: 60_000 } });
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live' && client.lots.get(LOT) !== undefined);
  house.lot().bid();
  page.document.dispatchEvent(new Event('visibilitychange'));
  await until(() => client.lots.get(LOT)?.version === 1);
  house.lot().bid();
  page.window.dispatchEvent(new Event('online'));
  await until(() => client.lots.get(LOT)?.version === 2);
  expect(client.counters).toMatchObject({ connections: 1, deltas: 2 });
});

test('a page that leaves closes its socket, and one that returns from the cache resumes', async () => {
  const page = openPage();
  const house = await openHouse();
  const client = visit(house.url);
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live' && client.lots.get(LOT) !== undefined);
  page.window.dispatchEvent(new Event('pagehide'));
  await until(() => house.lotsNamespace.sockets.size === 0);
  house.lot().bid();
  page.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  await until(() => client.status.state === 'live' && client.lots.get(LOT)?.version === 1);
  expect(client.counters).toMatchObject({ connections: 2, deltas: 1 });
});
