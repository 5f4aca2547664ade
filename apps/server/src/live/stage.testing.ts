import 'reflect-metadata';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Module, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { io, type Socket } from 'socket.io-client';
import { Env } from '../platform/index.ts';
import { next, outcomeOf } from './client-socket.testing.ts';
import { LIVE_PROVIDERS } from './live.module.ts';
import { OtherRooms } from './other-rooms.testing.ts';
import { createLiveAdapter } from './sockets/live.adapter.ts';

/** What a log line held. */
class HeardLog implements LoggerService {
  readonly lines: string[] = [];
  log(): void {}
  warn(message: unknown): void {
    this.lines.push(typeof message === 'string' ? message : JSON.stringify(message));
  }
  error(message: unknown): void {
    this.lines.push(message instanceof Error ? (message.stack ?? '') : JSON.stringify(message));
  }
}

/** The room `live` alone on a real port, with real sockets; other rooms' stand-ins are in memory. */
export class Stage extends OtherRooms {
  readonly log = new HeardLog();
  app!: NestFastifyApplication;
  url = '';
  readonly #sockets: Socket[] = [];

  /** `env` as in the environment; `PUBLIC_URL` defaults to the stage's own address. */
  static async open(env: Record<string, string> = {}): Promise<Stage> {
    const stage = new Stage();
    const adapter = new FastifyAdapter();
    // The port must be known before the house may say where it is served.
    const probe = adapter.getHttpServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    stage.url = `http://localhost:${port}`;
    const houseEnv = Env.fromProcess({ PORT: String(port), PUBLIC_URL: stage.url, ...env });
    stage.app = await NestFactory.create<NestFastifyApplication>(stage.#module(houseEnv), new FastifyAdapter(), {
      logger: stage.log,
    });
    stage.app.useWebSocketAdapter(createLiveAdapter(stage.app));
    await stage.app.listen(port, 'localhost');
    return stage;
  }

  /** A client that does not reconnect. `origin` null sends none. */
  client(namespace: string, options: { origin?: string | null; cookie?: string; auth?: object } = {}): Socket {
    const { origin = this.url, cookie, auth = {} } = options;
    const extraHeaders = { ...(origin === null ? {} : { origin }), ...(cookie === undefined ? {} : { cookie }) };
    const alone = { forceNew: true, reconnection: false, autoConnect: false };
    const socket = io(this.url + namespace, { transports: ['websocket'], ...alone, extraHeaders, auth });
    this.#sockets.push(socket);
    return socket;
  }

  /** A connected client; throws what refused it. */
  async connect(namespace: string, options: Parameters<Stage['client']>[1] = {}): Promise<Socket> {
    const socket = this.client(namespace, options);
    await outcomeOf(socket);
    return socket;
  }

  /** A page of somebody who is signed in, on `/me`, after it was told everything at once. */
  async page(cookie: string): Promise<Socket> {
    const socket = this.client('/me', { cookie });
    await Promise.all([next(socket, 'notice'), outcomeOf(socket)]);
    return socket;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.disconnect();
    await this.app.close();
  }

  #module(env: Env): new () => object {
    @Module({ providers: [...LIVE_PROVIDERS, ...this.providers(env)] })
    class StageModule {}
    return StageModule;
  }
}
