import { Injectable, Logger } from '@nestjs/common';
import { Rates } from '@rostrum/database';
import { Bus, Clock, Env, Round } from '../platform/index.ts';
import { openProvider, TRAITS, type RealProvider } from './providers/providers.ts';
import type { RatesProvider } from './providers/provider.ts';
import { ProviderNews } from './provider-news.ts';
import { RatesLease } from './rates.lease.ts';
import { RatesMetrics } from './rates.metrics.ts';

/** What a provider says is written at most this often, in ms. */
const WRITE_EVERY_MS = 1_000;
/** What is urgent need not wait for that, but for this, in ms. */
const URGENT_EVERY_MS = 250;
/** The lease is renewed after this long, in ms. */
const RENEW_EVERY_MS = 3_000;

/**
 * Asks the provider for the whole house: on the node that holds the lease, which writes what it hears into the database
 * and tells the others. Whatever the provider does, the house goes on with the last rates that were good.
 */
@Injectable()
export class RatesKeeper {
  readonly #log = new Logger('rates');
  readonly #round = new Round(
    () => this.#turn(),
    (error) => this.#log.warn({ msg: 'rates could not be kept', err: error }),
    WRITE_EVERY_MS,
  );
  readonly #written = new Set<() => void>();
  #name: RealProvider | null = null;
  #provider: RatesProvider | null = null;
  #news: ProviderNews | null = null;
  #held = false;
  #renewAt = 0;
  #writtenAt = -Infinity;

  constructor(
    private readonly env: Env,
    private readonly store: Rates,
    private readonly lease: RatesLease,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly metrics: RatesMetrics,
  ) {}

  /** Keeps the rates of this provider from now on. */
  start(name: RealProvider): void {
    this.#name = name;
    this.#renewAt = 0;
    this.#round.start();
    this.#round.wake();
  }

  /** Asks no more, and lets another node do it. */
  async stop(): Promise<void> {
    if (this.#name === null) return;
    this.#name = null;
    await this.#round.stop();
    this.#leave();
    if (this.#held) await this.lease.release().catch(() => undefined);
    this.#held = false;
  }

  /** Hears when this node has written something; returns how to stop. */
  onWritten(hear: () => void): () => void {
    this.#written.add(hear);
    return () => this.#written.delete(hear);
  }

  async #turn(): Promise<boolean> {
    const name = this.#name;
    if (name === null) return false;
    if (performance.now() >= this.#renewAt) {
      this.#held = await this.lease.hold();
      this.#renewAt = performance.now() + RENEW_EVERY_MS;
    }
    if (!this.#held) this.#leave();
    else if (this.#provider === null) await this.#ask(name);
    else await this.#write(name);
    return false;
  }

  async #ask(name: RealProvider): Promise<void> {
    const known = await this.store.provider(name);
    const news = new ProviderNews(name, this.clock, this.metrics, () => this.#hurry());
    const provider = openProvider(name, this.env.ratesUrl, () => this.clock.now());
    this.#news = news;
    this.#provider = provider;
    provider.start(news, { etag: known?.etag ?? null, lastModified: known?.lastModified ?? null });
  }

  /** A provider that fails and recovers with every word is written no faster for that. */
  #hurry(): void {
    if (performance.now() - this.#writtenAt >= URGENT_EVERY_MS) this.#round.wake();
  }

  #leave(): void {
    this.#provider?.stop();
    this.#provider = null;
    this.#news = null;
  }

  /** What cannot be written now is written with what comes next. */
  async #write(name: RealProvider): Promise<void> {
    const news = this.#news?.take() ?? null;
    if (news === null) return;
    this.#writtenAt = performance.now();
    try {
      await this.store.keep(name, news.quotes, TRAITS[name].gridMs);
      await this.store.note(name, news.note);
    } catch (error) {
      this.#news?.giveBack(news);
      throw error;
    }
    for (const hear of this.#written) hear();
    this.bus.publish({ kind: 'rates' });
  }
}
