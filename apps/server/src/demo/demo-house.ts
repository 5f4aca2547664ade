import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Env } from '../platform/index.ts';
import { DemoLoader } from './demo-loader.ts';
import { RobotsLease } from './robots-lease.ts';
import { RobotsProcess } from './robots-process.ts';

/** How often the demo looks whether something is due. */
const LOOK_EVERY_MS = 5_000;

/** The demo from the start of the house to its end. */
@Injectable()
export class DemoHouse implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('demo');
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private over = false;

  constructor(
    private readonly env: Env,
    private readonly loader: DemoLoader,
    private readonly lease: RobotsLease,
    private readonly robots: RobotsProcess,
    private readonly http: HttpAdapterHost,
  ) {}

  /** Before the house listens, so that its first page has something to show. */
  async onApplicationBootstrap(): Promise<void> {
    const { demo, demoForced, loopback } = this.env;
    if (demo === 'off' || !(loopback || demoForced) || !(await this.loader.load())) return;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    if (demo === 'on') this.server().once('listening', () => this.look());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.end();
  }

  /** Ends the demo on this node, then deletes it. Other nodes find that it is gone when they look. */
  async takeOut(): Promise<void> {
    await this.end();
    await this.loader.takeOut();
  }

  private async end(): Promise<void> {
    this.over = true;
    clearInterval(this.timer);
    this.robots.stop();
    await this.looking;
    if (this.timer && this.env.demo === 'on') await this.lease.release().catch(() => undefined);
  }

  /** One look at a time; a database that is away for a while only delays the next one. */
  private look(): void {
    this.looking = this.looking
      .then(() => this.goOn())
      .catch((error: unknown) => this.logger.warn(`the demo waits: ${String(error)}`));
  }

  private async goOn(): Promise<void> {
    if (this.over) return;
    if (!(await this.loader.goOn())) {
      clearInterval(this.timer);
      this.robots.stop();
    } else if (this.env.demo === 'on' && this.server().listening) {
      if (!(await this.lease.hold())) this.robots.stop();
      else if (!this.over) this.robots.start(this.loader.folder, await this.orders());
    }
  }

  private async orders() {
    const { address, family, port } = this.server().address() as AddressInfo;
    const everywhere = address === '::' || address === '0.0.0.0';
    const host = everywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
    const { robots, password } = await this.loader.robots();
    return { url: `http://${host}:${port}`, origin: this.env.publicUrl, password, robots };
  }

  private server(): Server {
    return this.http.httpAdapter.getHttpServer();
  }
}
