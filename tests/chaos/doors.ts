import type { BidAnswer, Problem, SettleAnswer } from '@rostrum/contract';
import { io, type Socket } from 'socket.io-client';
import type { Bidder, BidBody } from './history.ts';

/** The house answers within 10 s; a line that stands still longer is given up. */
const GIVE_UP_MS = 13_000;

/** A way into the house. What throws is not known to have arrived. */
export interface Door {
  /** Resolves when it can be used. */
  ready(): Promise<void>;
  bid(body: BidBody): Promise<BidAnswer>;
  /** What became of a command; one that did not come yet never counts. */
  settle(id: string): Promise<SettleAnswer>;
  close(): void;
}

async function post(url: string, origin: string, path: string, body: object, cookie: string): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, cookie },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(GIVE_UP_MS),
  });
}

/** Bids over HTTP. `url` may be that of a proxy; `origin` is where the house is served. */
export function httpDoor(url: string, origin: string, { cookie }: Bidder): Door {
  return {
    ready: () => Promise.resolve(),
    async bid(body) {
      const response = await post(url, origin, `/api/lots/${body.lotId}/bids`, body, cookie);
      const said = (await response.json()) as BidAnswer | Problem;
      if (!('type' in said)) return said;
      const { type: _type, title: _title, status: _status, ...error } = said;
      return { ok: false, error };
    },
    async settle(id) {
      const response = await post(url, origin, `/api/me/commands/${id}/settle`, {}, cookie);
      if (!response.ok) throw new Error(`settle answered ${response.status}`);
      return (await response.json()) as SettleAnswer;
    },
    close: () => undefined,
  };
}

/** Bids over a socket that connects again by itself; asks what became of a command over HTTP. */
export function socketDoor(url: string, origin: string, bidder: Bidder): Door {
  const socket: Socket = io(`${url}/lots`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 500,
    extraHeaders: { origin, cookie: bidder.cookie },
  });
  const asking = httpDoor(url, origin, bidder);
  return {
    ready: () => new Promise((resolve) => (socket.connected ? resolve() : socket.once('connect', resolve))),
    async bid(body) {
      // What a socket keeps while it is not connected would come long after the retry.
      if (!socket.connected) throw new Error('not connected');
      return (await socket.timeout(GIVE_UP_MS).emitWithAck('bid', body)) as BidAnswer;
    },
    settle: (id) => asking.settle(id),
    close: () => void socket.disconnect(),
  };
}
