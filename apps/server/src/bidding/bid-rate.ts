import { Injectable } from '@nestjs/common';
import { PersonRate } from '../accounts/index.ts';
import { Env, TokenBuckets } from '../platform/index.ts';

/** How often a person may bid. */
@Injectable()
export class BidRate extends PersonRate {
  constructor(buckets: TokenBuckets, { bidsPerSecond }: Env) {
    super(buckets, { name: 'bid', perSecond: bidsPerSecond, burst: 2 * bidsPerSecond });
  }
}
