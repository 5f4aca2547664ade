import { Controller, Get, Header } from '@nestjs/common';
import { PROTOCOL_VERSION, type House } from '@rostrum/contract';
import { Catalogue } from '@rostrum/database';
import { Clock, Env } from '../platform/index.ts';
import { HOUSE_NAME } from './house-name.ts';

/** What every page shows of the house itself. */
@Controller('api/house')
export class HouseController {
  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly catalogue: Catalogue,
  ) {}

  /** The house is a demo while the auction that its lists show first is one. */
  @Get()
  @Header('cache-control', 'no-store')
  async house(): Promise<House> {
    const { items } = await this.catalogue.auctions({ limit: 1 });
    return {
      name: HOUSE_NAME,
      publicUrl: this.env.publicUrl,
      demo: items[0]?.demo ?? false,
      serverTime: this.clock.now(),
      protocol: PROTOCOL_VERSION,
    };
  }
}
