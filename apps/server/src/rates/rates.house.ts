import type { Server } from 'node:http';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Round } from '../platform/index.ts';
import { RatesChoice, type Chosen } from './rates.choice.ts';
import { RatesDesk } from './rates.desk.ts';
import { RatesKeeper } from './rates.keeper.ts';
import { RatesSources } from './rates.sources.ts';

/** How often it is asked whether the demo came or went, in ms. */
const LOOK_EVERY_MS = 5_000;

/** The rates from the moment when the house is open to its end. */
@Injectable()
export class RatesHouse implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('rates');
  readonly #round = new Round(
    () => this.#look(),
    (error) => this.#log.warn({ msg: 'it could not be found out which rates to show', err: error }),
    LOOK_EVERY_MS,
  );
  #chosen: Chosen | null = null;

  constructor(
    private readonly choice: RatesChoice,
    private readonly sources: RatesSources,
    private readonly desk: RatesDesk,
    private readonly keeper: RatesKeeper,
    private readonly http: HttpAdapterHost,
  ) {}

  /** Not before the house listens: until then the demo may be loading, and nobody is asked for rates without need. */
  onApplicationBootstrap(): void {
    const server: Server = this.http.httpAdapter.getHttpServer();
    server.once('listening', () => {
      this.#round.start();
      this.#round.wake();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#round.stop();
    await Promise.all([this.keeper.stop(), this.desk.close()]);
  }

  async #look(): Promise<boolean> {
    const chosen = await this.choice.now();
    if (chosen === this.#chosen) return false;
    this.#chosen = chosen;
    await this.keeper.stop();
    await this.desk.seat(this.sources.open(chosen));
    if (chosen !== 'off' && chosen !== 'simulated') this.keeper.start(chosen);
    return false;
  }
}
