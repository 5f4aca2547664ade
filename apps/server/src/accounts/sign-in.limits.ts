import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Env, TokenBuckets } from '../platform/index.ts';

/** One IP may try this many times more than one address from it: a hall of bidders shares an IP. */
const PEOPLE_BEHIND_IP = 20;

/** What somebody may try; of a token it is the token that counts like an address. */
type Tried = 'sign-in' | 'sign-up' | 'forgot' | 'resend' | 'token' | 'password';

/** How often somebody may try to sign in or up, or to get back in. */
@Injectable()
export class SignInLimits {
  constructor(
    private readonly env: Env,
    private readonly buckets: TokenBuckets,
  ) {}

  /** Counts a try. Throws RATE_LIMITED. The address is counted whether it exists or not. */
  take(what: Tried, ip: string, email: string): void {
    const perMinute = this.env.signInsPerMinute;
    this.takeOne(`${what}:ip:${network(ip)}`, perMinute * PEOPLE_BEHIND_IP);
    const address = createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
    this.takeOne(`${what}:address:${network(ip)}:${address}`, perMinute);
  }

  private takeOne(key: string, perMinute: number): void {
    this.buckets.spend(key, perMinute / 60, perMinute);
  }
}

/** IPv6 customers have a whole /64; one of its addresses is as good as any other. */
function network(ip: string): string {
  if (isIP(ip) !== 6 || ip.toLowerCase().startsWith('::ffff:')) return ip;
  const [head = '', tail] = ip.split('::', 2);
  const first = head.split(':').filter((part) => part !== '');
  const last = tail === undefined ? [] : tail.split(':').filter((part) => part !== '');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4).join(':');
}
