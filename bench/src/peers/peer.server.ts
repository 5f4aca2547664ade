import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who a peer takes a connection for: it believes what it is told. */
export interface PeerBidder {
  personId: string;
  paddle: number;
}

/** Tells the parent where a server listens. */
export function isReady(server: Server): void {
  const { port } = server.address() as AddressInfo;
  process.send!({ url: `http://127.0.0.1:${port}` });
}
