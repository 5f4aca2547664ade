import { lookup } from 'node:dns';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { NotTaken } from '../platform/index.ts';

/** How long a push service may take for its whole answer, in ms. */
const ANSWER_MS = 15_000;

/** A request that is ready to go, as the push protocol wants it. */
export interface PushRequest {
  endpoint: string;
  headers: Record<string, string | number>;
  body: Buffer;
}

/** What a push service answered; its words are never read. */
export interface PushAnswer {
  status: number;
  /** In seconds; null where it did not say. */
  retryAfter: number | null;
}

/**
 * The way to push services. Where a push goes is said by a browser, so by anybody: only https on its usual port, and only
 * to addresses of the public net, which are looked at when the connection is made, so that a name cannot change in
 * between. Redirects are not followed, and of an answer only its head is read.
 */
@Injectable()
export class PushReach {
  /** Whether pushes may go there at all. Names are looked up only when something is sent. */
  permits(endpoint: string): boolean {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, hostname, port, username, password, hash } = new URL(endpoint);
    if (protocol !== 'https:' || port !== '' || username !== '' || password !== '' || hash !== '') return false;
    const host = hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0) return isPublic(host);
    return host.includes('.') && !/\.(localhost|local|internal|lan|home|arpa|test|invalid|example)\.?$/i.test(host);
  }

  /** Throws NotTaken where nobody answers, or the address is none of the public net. */
  send({ endpoint, headers, body }: PushRequest): Promise<PushAnswer> {
    if (!this.permits(endpoint)) return Promise.reject(new NotTaken('FORBIDDEN_PLACE', true));
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(ANSWER_MS);
      const sent = request(endpoint, { method: 'POST', headers, lookup: publicLookup, agent: false, signal });
      sent.on('response', (response) => {
        const after = Number(response.headers['retry-after']);
        resolve({ status: response.statusCode ?? 0, retryAfter: Number.isFinite(after) && after >= 0 ? after : null });
        response.destroy();
      });
      sent.on('error', (error: NodeJS.ErrnoException) => reject(notTaken(error)));
      sent.end(body);
    });
  }
}

/** Neither this machine nor a net behind the house: what the registries give to everybody. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast';
}

/** Looks a name up like Node does, and refuses it where any of its addresses is not public. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => !isPublic(address))) return done(forbidden(), '', 0);
    return options.all ? done(null, addresses) : done(null, first.address, first.family);
  });
};

function forbidden(): NodeJS.ErrnoException {
  return Object.assign(new Error('not of the public net'), { code: 'FORBIDDEN_PLACE' });
}

function notTaken(error: NodeJS.ErrnoException): NotTaken {
  const code = error.name === 'TimeoutError' || error.name === 'AbortError' ? 'TIMEOUT' : (error.code ?? 'ERROR');
  return new NotTaken(code.slice(0, 40), code === 'FORBIDDEN_PLACE');
}
