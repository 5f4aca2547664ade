import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';
import { Metrics } from './index.ts';

const root = join(import.meta.dirname, '../../../..');

/** What others build on: dashboards, alerts, docs/operations.md. By name, with its labels. */
const PROMISED: Record<string, string[]> = {
  auction_ws_connections: ['auth', 'namespace'],
  auction_ws_connects_total: ['namespace', 'result'],
  auction_ws_disconnects_total: ['namespace', 'reason'],
  auction_ws_handshake_rejected_total: ['cause'],
  auction_ws_messages_in_total: ['event', 'result'],
  auction_ws_broadcasts_total: ['event'],
  auction_ws_deliveries_total: ['event'],
  auction_ws_conflated_total: ['event'],
  auction_ws_slow_disconnects_total: [],
  auction_ws_send_queue_packets: [],
  auction_ws_commit_to_emit_seconds: [],
  auction_ws_bid_ack_seconds: ['result'],
  auction_ws_client_rtt_seconds: [],
  auction_ws_client_gap_total: ['cause'],
  auction_ws_resync_total: ['mode'],
  bids_total: ['result'],
  bid_ack_seconds: [],
  bids_late_by_house_total: [],
  outbox_lag_seconds: ['channel'],
  outbox_unsent: ['channel'],
  http_request_seconds: ['method', 'route', 'status'],
  nodejs_eventloop_lag_seconds: [],
  nodejs_eventloop_lag_p99_seconds: [],
};

/** Every label there is names a kind of thing, of which there are few. */
const KINDS = new Set(
  'auth namespace result reason cause event mode channel method route status type provider kind space version major minor patch'.split(
    ' ',
  ),
);

let house: TestHouse;
let ada: TestPerson;
let text: string;
let secrets: string[];

beforeAll(async () => {
  house = await startHouse();
  ada = await house.signUp('Ada Plantedname');
  const { id, slug } = await house.app.get(AuctionHouse).openAuction(anAuction('counted', 1));
  await house.database.catalogue.register(id, ada.personId);
  const lotId = (await house.database.catalogue.lotsOf(id, { limit: 1 })).items[0]!.lot.id;
  const extraHeaders = { origin: house.url, cookie: ada.cookie };
  const socket = io(`${house.url}/lots`, { transports: ['websocket'], forceNew: true, extraHeaders });
  const ask = (event: string, message: object): Promise<unknown> =>
    socket.timeout(10_000).emitWithAck(event, message) as Promise<unknown>;
  await ask('watch', { lots: [{ id: lotId }], auctions: [id] });
  expect(await ask('bid', { id: randomUUID(), lotId, maxMinor: 123_457 })).toMatchObject({ ok: true });
  for (const path of [`/auctions/${slug}`, `/lots/${lotId}`, `/api/lots/${lotId}`, `/no/such/hunter2?token=hunter2`]) {
    await (await fetch(house.url + path)).text();
  }
  secrets = [lotId, id, slug, socket.id!, ada.personId, ada.email, 'Plantedname', '123457', 'hunter2'];
  socket.disconnect();
  text = await (await fetch(`${house.url}/metrics`)).text();
}, 60_000);
afterAll(() => house.close());

/** The labels that an instrument was made with. */
function labelsOf(name: string): string[] | undefined {
  const metric = house.app.get(Metrics).registry.getSingleMetric(name) as unknown as
    { labelNames: string[] } | undefined;
  return metric?.labelNames.toSorted();
}

describe('the numbers of a node', () => {
  it.each(Object.entries(PROMISED))('hold %s', (name, labels) => {
    expect(labelsOf(name)).toEqual(labels);
    expect(text).toContain(`# TYPE ${name} `);
  });

  it('are labelled by kinds, never by lot, person or socket', () => {
    const all = house.app.get(Metrics).registry.getMetricsAsArray() as unknown as { name: string }[];
    const labels = all.flatMap(({ name }) => labelsOf(name)!.map((label) => `${name} ${label}`));
    expect(labels.length).toBeGreaterThan(20);
    expect(labels.filter((each) => !KINDS.has(each.split(' ')[1]!))).toEqual([]);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});

/** A query without its strings, so that what is left is names, functions and label lists. */
const bare = (query: string): string => query.replaceAll(/"[^"]*"/g, '""').replaceAll(/\[[^\]]*\]/g, '');

/** The instruments that a query of Prometheus reads. */
function readBy(query: string): string[] {
  const rest = bare(query)
    .replaceAll(/\{[^}]*\}/g, ' ')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  return [...rest.matchAll(/[a-zA-Z_:][\w:]*(?!\w|\s*\()/g)].map(([name]) => name).filter((name) => name !== 'or');
}

/** The labels that a query picks or groups by; those that Prometheus adds itself are left out. */
function labelsIn(query: string): string[] {
  const picked = [...bare(query).matchAll(/\{([^}]*)\}/g)].flatMap(([, list]) =>
    list!.split(',').map((each) => each.split(/[=!]/)[0]!),
  );
  const grouped = [...bare(query).matchAll(/\bby\s*\(([^)]*)\)/g)].flatMap(([, list]) => list!.split(','));
  return [...picked, ...grouped]
    .map((each) => each.trim())
    .filter((each) => !['', 'instance', 'job', 'le'].includes(each));
}

describe('the dashboard', () => {
  interface Panel {
    title: string;
    targets?: { expr: string }[];
  }
  const dashboard = JSON.parse(readFileSync(join(root, 'deploy/grafana/rostrum.json'), 'utf8')) as { panels: Panel[] };
  const queries = dashboard.panels.flatMap(({ title, targets }) =>
    (targets ?? []).map(({ expr }) => [title, expr] as const),
  );

  it.each(queries)('%s: %s', (_title, query) => {
    const names = readBy(query);
    expect(names.length).toBeGreaterThan(0);
    const known = names.map((name) => name.replace(/_(bucket|sum|count)$/, ''));
    for (const name of known) expect(labelsOf(name), name).toBeDefined();
    const labels = known.flatMap((name) => labelsOf(name)!);
    for (const label of labelsIn(query)) expect(labels, label).toContain(label);
  });

  it('shows each promised number', () => {
    const shown = new Set(
      queries.flatMap(([, query]) => readBy(query).map((n) => n.replace(/_(bucket|sum|count)$/, ''))),
    );
    expect(Object.keys(PROMISED).filter((name) => !shown.has(name))).toEqual([]);
  });
});
