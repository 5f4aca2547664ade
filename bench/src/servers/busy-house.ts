import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rostrum/testing';
import { ownDatabase, type OwnDatabase } from '../../../tests/e2e/own-database.ts';
import { bidders } from '../../../tests/e2e/people.ts';
import { putSale, type Sale } from '../../../tests/e2e/sale.ts';
import { SOCKET_IO, Watcher, type Approach } from '../crowd/watcher.ts';
import { pause } from '../pause.ts';
import { ServerProcess } from './server-process.ts';

const SCRIPT = 'apps/server/dist/main.js';
const READY = '/health/ready';
const HOUR_MS = 3_600_000;
/** Above the highest step of the ladder, so that the next bid is always high enough. */
const STEP_MINOR = 100_000;
const OPENING_MINOR = 1_000;
const MANY = '1000000';

/** Rostrum as built, with a sale under way and people who bid over sockets of their own at a rate that is asked for. */
export class BusyHouse {
  readonly sale: Sale;
  server: ServerProcess;
  readonly #env: Record<string, string>;
  readonly #database: OwnDatabase | null;
  readonly #dataDir: string;
  #cookies: string[] = [];
  #bidders: Watcher[] = [];
  /** When each bid was sent, by the number of its ack. */
  readonly #under = new Map<number, number>();
  #acks: number[] = [];
  #sent = 0;

  private constructor(server: ServerProcess, made: Made) {
    this.server = server;
    this.sale = made.sale;
    this.#env = made.env;
    this.#database = made.database;
    this.#dataDir = made.dataDir;
  }

  /** Opens one with `lots` lots and `people` bidders; on PostgreSQL where `postgres` names one, else on PGlite. */
  static async open(postgres: string | null, { lots, people }: { lots: number; people: number }): Promise<BusyHouse> {
    const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-bench-'));
    const database = postgres === null ? null : await ownDatabase(postgres);
    const port = await freePort();
    const env = {
      PORT: `${port}`,
      DATA_DIR: dataDir,
      ...(database ? { DATABASE_URL: database.url } : {}),
      DEMO: 'off',
      RATES_PROVIDER: 'off',
      LOG_LEVEL: 'error',
      BIDS_PER_SECOND: MANY,
      SIGN_INS_PER_MINUTE: MANY,
    };
    const sale = await putSale(database ? { url: database.url } : { dataDir }, {
      lots: Array.from({ length: lots }, (_, at) => {
        return { title: `Thing ${at + 1}`, openingMinor: OPENING_MINOR, closesInMs: 10 * HOUR_MS };
      }),
    });
    const house = new BusyHouse(await ServerProcess.start(SCRIPT, env, READY), { sale, env, database, dataDir });
    await house.#seat(people);
    return house;
  }

  /** How a watcher comes to see lots, from a position where one is given, or whole auctions. */
  watching(what: { lots?: { id: string; epoch?: string; version?: number }[]; auctions?: string[] }): Approach {
    const watch = `42/lots,0${JSON.stringify(['watch', what])}`;
    return { ...SOCKET_IO, port: this.server.port, watch, watching: '43/lots,0[{"ok":true' };
  }

  /** Bids at a fixed rate, one lot after the other. Answers how long each answer took that came meanwhile, in ms. */
  async bid(lotIds: readonly string[], perSecond: number, ms: number): Promise<number[]> {
    this.#acks = [];
    const begun = performance.now();
    let sent = 0;
    for (let passed = 0; passed < ms; passed = performance.now() - begun) {
      for (; sent < (passed / 1_000) * perSecond; sent++) this.#bidOn(lotIds[sent % lotIds.length]!);
      await pause(2);
    }
    return this.#acks;
  }

  /** Ends the process and starts another one on the same data. Resolves once that one is ready. */
  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.server.stop(signal);
    this.server = await ServerProcess.start(SCRIPT, this.#env, READY);
    await this.#connect();
  }

  /** Where each lot stands, by what the house answers over HTTP. */
  async versions(): Promise<Record<string, number>> {
    const url = `http://localhost:${this.server.port}/api/auctions/${this.sale.slug}/lots?limit=200`;
    const { items } = (await (await fetch(url)).json()) as { items: { id: string; version: number }[] };
    return Object.fromEntries(items.map(({ id, version }) => [id, version]));
  }

  /** A number that the house counts, over all its labels. */
  async metric(name: string): Promise<number> {
    const text = await (await fetch(`http://localhost:${this.server.port}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }

  async close(): Promise<void> {
    for (const bidder of this.#bidders) bidder.close();
    await this.server.stop('SIGKILL');
    await this.#database?.drop();
    rmSync(this.#dataDir, { recursive: true, force: true });
  }

  /** Everybody bids above all who bid before, so every bid that comes in order is accepted. */
  #bidOn(lotId: string): void {
    const bidder = this.#bidders[this.#sent % this.#bidders.length]!;
    const maxMinor = OPENING_MINOR + ++this.#sent * STEP_MINOR;
    this.#under.set(this.#sent, performance.now());
    bidder.send(`42/lots,${this.#sent}${JSON.stringify(['bid', { id: randomUUID(), lotId, maxMinor }])}`);
  }

  async #seat(people: number): Promise<void> {
    const url = `http://localhost:${this.server.port}`;
    this.#cookies = (await bidders(url, this.sale.slug, people)).map(({ cookie }) => cookie);
    await this.#connect();
  }

  async #connect(): Promise<void> {
    const came = this.#cookies.map((cookie) => {
      const watch = '42/lots,0["time",{"t0":0}]';
      const approach = { ...SOCKET_IO, port: this.server.port, cookie, watch, watching: '43/lots,0[{"ok":true' };
      return new Watcher(approach, false).ready;
    });
    this.#bidders = await Promise.all(came);
    for (const bidder of this.#bidders) bidder.heard = (start) => this.#answered(start);
  }

  #answered(start: Buffer): void {
    const ack = Number(/^43\/lots,(\d+)\[/.exec(start.toString('latin1'))?.[1]);
    const sentAt = this.#under.get(ack);
    if (sentAt === undefined) return;
    this.#under.delete(ack);
    this.#acks.push(performance.now() - sentAt);
  }
}

interface Made {
  sale: Sale;
  env: Record<string, string>;
  database: OwnDatabase | null;
  dataDir: string;
}
