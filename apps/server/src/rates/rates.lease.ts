import { Injectable } from '@nestjs/common';
import { Database, HouseStore } from '@rostrum/database';
import { Clock, Ids, Lease } from '../platform/index.ts';

/** Of several nodes one asks the provider. */
@Injectable()
export class RatesLease extends Lease {
  constructor(database: Database, house: HouseStore, clock: Clock, ids: Ids) {
    super(database, house, clock, { name: 'rates.lease', lastsMs: 10_000, holder: ids.uuid() });
  }
}
