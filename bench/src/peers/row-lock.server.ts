// The usual way on our own tables: a plain Socket.IO server that takes each bid in a transaction of its own, which locks
// the lot's row. The rules, the statements and the pool are the house's; guard, schema, limits and metrics are left out.
import { hash } from 'node:crypto';
import { createServer } from 'node:http';
import type { BidCommand } from '@rostrum/contract';
import { openDatabase, type Decided, type LockedLot } from '@rostrum/database';
import { decide, evolve } from '@rostrum/domain';
import { Server } from 'socket.io';
import { isReady, type PeerBidder } from './peer.server.ts';

const database = await openDatabase({ url: process.argv[2]! });
const http = createServer((_, response) => response.writeHead(404).end());
const lots = new Server(http, { transports: ['websocket'], serveClient: false }).of('/lots');

lots.on('connection', (socket) => {
  const bidder = socket.handshake.auth as PeerBidder;
  socket.on('watch', (request: { lots: [{ id: string }] }, ack: (answer: unknown) => void) => {
    void socket.join(request.lots[0].id);
    ack({ ok: true });
  });
  socket.on('bid', (bid: BidCommand, ack: (answer: unknown) => void) => {
    takeBid(bidder, bid).then(ack, (error: unknown) => ack({ ok: false, error: { code: String(error) } }));
  });
});
http.listen(0, '127.0.0.1', () => isReady(http));

async function takeBid(bidder: PeerBidder, bid: BidCommand): Promise<unknown> {
  const command = { personId: bidder.personId, id: bid.id, requestHash: hash('sha256', JSON.stringify(bid)) };
  const batch = [{ command, bidderId: bidder.personId }];
  const { answers, events, epoch } = await database.ledger.transact(bid.lotId, batch, (locked) =>
    decideOne(bidder, bid, locked),
  );
  const shown = events.flatMap((event) =>
    event.version === null ? [] : [{ ...event.public, version: event.version }],
  );
  if (shown.length > 0) {
    lots.to(bid.lotId).emit('lot.events', { lotId: bid.lotId, epoch, from: shown[0]!.version, events: shown });
  }
  return JSON.parse((answers[0] as { answer: string }).answer);
}

function decideOne({ personId, paddle }: PeerBidder, bid: BidCommand, { lot, now }: LockedLot): Decided {
  const bidder = { personId, paddle, staff: false, barred: false, leftMinor: null };
  const { maxMinor, currency, notAfter } = bid;
  const decision = decide(lot, { type: 'PlaceBid', bidder, maxMinor, currency, receivedAt: now, notAfter }, now);
  const events = decision.accepted ? decision.events : [];
  const after = events.reduce(evolve, lot);
  const answer = decision.accepted
    ? { ok: true, receipt: { version: after.version, priceMinor: after.priceMinor } }
    : { ok: false, error: decision.reason };
  return { lot: after, events, causes: events.map(() => 0), answers: new Map([[0, JSON.stringify(answer)]]) };
}
