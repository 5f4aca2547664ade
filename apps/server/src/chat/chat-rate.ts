import { Injectable } from '@nestjs/common';
import { PersonRate } from '../accounts/index.ts';
import { Env, TokenBuckets } from '../platform/index.ts';

const PER_MINUTE_S = 60;
/** So much of a minute's messages may come at once. */
const BURST_SHARE = 1 / 4;

/** How often a person may write in all rooms together. */
@Injectable()
export class ChatRate extends PersonRate {
  constructor(buckets: TokenBuckets, { chatPerMinute }: Env) {
    const burst = Math.max(1, Math.ceil(chatPerMinute * BURST_SHARE));
    super(buckets, { name: 'chat', perSecond: chatPerMinute / PER_MINUTE_S, burst });
  }
}
