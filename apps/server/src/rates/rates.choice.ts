import { Injectable } from '@nestjs/common';
import { HouseStore } from '@rostrum/database';
import { Env } from '../platform/index.ts';
import type { RealProvider } from './providers/providers.ts';

/** What the house takes its rates from. */
export type Chosen = RealProvider | 'simulated' | 'off';

/** The owner's choice of rates; where he made none, made-up ones while the house has its demo, daily ones otherwise. */
@Injectable()
export class RatesChoice {
  constructor(
    private readonly env: Env,
    private readonly house: HouseStore,
  ) {}

  /** As it is now: the demo may have been loaded or taken out since. */
  async now(): Promise<Chosen> {
    if (this.env.ratesProvider !== undefined) return this.env.ratesProvider;
    const { auctions } = await this.house.countDemo();
    return auctions > 0 ? 'simulated' : 'daily';
  }
}
