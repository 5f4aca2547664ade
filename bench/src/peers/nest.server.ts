// As a NestJS tutorial would have it: a gateway with Nest's own adapter, and one transaction a bid with the statements that
// an ORM sends, one round trip each. No proxy bids, no receipts, no ledger: a row for the lot, a row for each bid.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { SubscribeMessage, WebSocketGateway, WebSocketServer } from '@nestjs/websockets';
import type { BidCommand } from '@rostrum/contract';
import pg from 'pg';
import type { Namespace, Socket } from 'socket.io';
import { isReady, type PeerBidder } from './peer.server.ts';

const STEP_MINOR = 100;
const pool = new pg.Pool({ connectionString: process.argv[2] });

class BidsGateway {
  declare server: Namespace;

  watch(socket: Socket, request: { lots: [{ id: string }] }): { ok: true } {
    void socket.join(request.lots[0].id);
    return { ok: true };
  }

  async bid(socket: Socket, { lotId, maxMinor }: BidCommand): Promise<unknown> {
    const { paddle } = socket.handshake.auth as PeerBidder;
    const client = await pool.connect();
    try {
      await client.query('START TRANSACTION');
      const { rows } = await client.query<{ price: number; version: number }>(
        'SELECT "lot"."id", "lot"."price", "lot"."version" FROM "lot" "lot" WHERE "lot"."id" = $1 FOR UPDATE',
        [lotId],
      );
      const lot = rows[0]!;
      if (maxMinor < lot.price + STEP_MINOR) {
        await client.query('ROLLBACK');
        return { ok: false, error: { code: 'BID_TOO_LOW' } };
      }
      const version = lot.version + 1;
      await client.query('INSERT INTO "bid"("lotId", "paddle", "amount") VALUES ($1, $2, $3) RETURNING "id"', [
        lotId,
        paddle,
        maxMinor,
      ]);
      await client.query('UPDATE "lot" SET "price" = $1, "leader" = $2, "version" = $3 WHERE "id" = $4', [
        maxMinor,
        paddle,
        version,
        lotId,
      ]);
      await client.query('COMMIT');
      const events = [{ version, type: 'BidPlaced', paddle, priceMinor: maxMinor, at: Date.now() }];
      this.server.to(lotId).emit('lot.events', { lotId, from: version, events });
      return { ok: true, receipt: { version, priceMinor: maxMinor } };
    } finally {
      client.release();
    }
  }
}

// What the decorators `@WebSocketGateway`, `@SubscribeMessage` … do, called by hand: this file runs without a build.
const handler = (name: 'watch' | 'bid') => Object.getOwnPropertyDescriptor(BidsGateway.prototype, name)!;
WebSocketGateway({ namespace: '/lots', transports: ['websocket'] })(BidsGateway);
WebSocketServer()(BidsGateway.prototype, 'server');
SubscribeMessage('watch')(BidsGateway.prototype, 'watch', handler('watch'));
SubscribeMessage('bid')(BidsGateway.prototype, 'bid', handler('bid'));
class PeerModule {}
Module({ providers: [BidsGateway] })(PeerModule);

const app = await NestFactory.create(PeerModule, new FastifyAdapter(), { logger: ['error'] });
app.useWebSocketAdapter(new IoAdapter(app));
await app.listen(0, '127.0.0.1');
isReady(app.getHttpServer());
