// A plain Nest gateway with twelve handlers, bound as Nest binds them. Decorators are applied by hand, since Node runs
// this file from its source.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { SubscribeMessage, WebSocketGateway } from '@nestjs/websockets';

class LotsGateway {}
class AppModule {}

const EVENTS = ['watch', 'unwatch', 'bid', 'time', 'missed', 'seen', 'post', 'edit', 'remove', 'report', 'pause', 'go'];
for (const event of EVENTS) {
  const descriptor = { value: () => ({ ok: true }), configurable: true };
  SubscribeMessage(event)(LotsGateway.prototype, event, descriptor);
  Object.defineProperty(LotsGateway.prototype, event, descriptor);
}
WebSocketGateway({ namespace: '/lots', transports: ['websocket'], serveClient: false })(LotsGateway);
Module({ providers: [LotsGateway] })(AppModule);

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false });
app.useWebSocketAdapter(new IoAdapter(app));
app.getHttpAdapter().get('/', (_: unknown, reply: { send(text: string): void }) => reply.send(''));
await app.listen(Number(process.env['PORT']), 'localhost');
