import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AuctionHouse } from '../catalogue/index.ts';
import { anAuction } from '../catalogue/auction.testing.ts';
import { startHouse, type TestHouse } from '../house.testing.ts';
import { io } from 'socket.io-client';

interface SpanSeen {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

let collector: Server;
let endpoint: string;
let bodies: string[];
let house: TestHouse;
beforeEach(async () => {
  bodies = [];
  collector = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      bodies.push(`${request.url} ${body}`);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  collector.listen(0, '127.0.0.1');
  await once(collector, 'listening');
  endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await house.close().catch(() => undefined);
  collector.close();
});

/** Everything that the collector was sent. */
function spans(): SpanSeen[] {
  return bodies.flatMap((body) => {
    expect(body).toMatch(/^\/v1\/traces \{/);
    const { resourceSpans } = JSON.parse(body.slice(body.indexOf(' '))) as {
      resourceSpans: { resource: { attributes: unknown }; scopeSpans: { spans: SpanSeen[] }[] }[];
    };
    expect(JSON.stringify(resourceSpans[0]?.resource.attributes)).toContain('"stringValue":"rostrum"');
    return resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
  });
}

/** A sale with one lot and somebody who may bid on it. */
async function aSale() {
  const ada = await house.signUp('Ada Plantedname');
  const { id } = await house.app.get(AuctionHouse).openAuction(anAuction('traced', 1));
  await house.database.catalogue.register(id, ada.personId);
  const lotId = (await house.database.catalogue.lotsOf(id, { limit: 1 })).items[0]!.lot.id;
  return { ada, lotId };
}

it('follows a bid from its request to the screens, and names nobody', async () => {
  house = await startHouse({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/` } });
  const { ada, lotId } = await aSale();
  const watcher = io(`${house.url}/lots`, { transports: ['websocket'], extraHeaders: { origin: house.url } });
  await watcher.timeout(5_000).emitWithAck('watch', { lots: [{ id: lotId }] });
  const seen = once(watcher as never, 'lot.events');
  const commandId = '01890a5d-ac96-774b-bcce-b302099a8057';
  const answer = await fetch(`${house.url}/api/lots/${lotId}/bids?token=hunter2`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie: ada.cookie },
    body: JSON.stringify({ id: commandId, maxMinor: 123_457 }),
  });
  expect(answer.status).toBe(200);
  await seen;
  watcher.disconnect();
  await expect
    .poll(async () => (await fetch(`${house.url}/health/live`)).ok && spans().some(({ name }) => name === 'bid'), {
      timeout: 15_000,
    })
    .toBe(true);
  await house.close();

  const all = spans();
  const request = all.find(({ name }) => name === 'POST /api/lots/:id/bids')!;
  const bid = all.find(({ name }) => name === 'bid')!;
  expect(request.kind).toBe(2);
  expect(bid).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
  const said = Object.fromEntries(bid.attributes.map(({ key, value }) => [key, value.stringValue]));
  expect(said).toEqual({ 'rostrum.command.id': commandId, 'rostrum.lot.id': lotId, 'rostrum.bid.result': 'leading' });
  const parts = all.filter(({ parentSpanId }) => parentSpanId === bid.spanId);
  expect(parts.map(({ name }) => name).toSorted()).toEqual(['bid.emit', 'bid.queue', 'bid.transaction']);
  for (const { startTimeUnixNano, endTimeUnixNano } of [...parts, bid, request]) {
    expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  }
  const queue = parts.find(({ name }) => name === 'bid.queue')!;
  const transaction = parts.find(({ name }) => name === 'bid.transaction')!;
  expect(queue.endTimeUnixNano).toBe(transaction.startTimeUnixNano);
  for (const secret of ['hunter2', '123457', ada.personId, ada.email, 'Plantedname', ada.cookie.split('=')[1]!]) {
    expect(bodies.join('\n')).not.toContain(secret);
  }
}, 60_000);

it('closes in time while the collector does not answer', async () => {
  house = await startHouse({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' } });
  expect((await fetch(`${house.url}/health/live`)).status).toBe(200);
  await house.close();
}, 60_000);
