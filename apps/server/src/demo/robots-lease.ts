import { Injectable } from '@nestjs/common';
import { Database, HouseStore } from '@rostrum/database';
import { Clock, Ids, Lease } from '../platform/index.ts';

/** Of several nodes one keeps the robots. */
@Injectable()
export class RobotsLease extends Lease {
  constructor(database: Database, house: HouseStore, clock: Clock, ids: Ids) {
    super(database, house, clock, { name: 'demo.robots.lease', lastsMs: 20_000, holder: ids.uuid() });
  }
}
