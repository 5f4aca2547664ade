import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { DemoRobot } from './demo-files.ts';

const BACKOFF_MS = 1_000;
const BACKOFF_MAX_MS = 60_000;
/** A process that lived this long was healthy. */
const HEALTHY_MS = 60_000;

/** What the robots need to know to behave as people. */
export interface RobotsOrders {
  /** Where they connect. */
  url: string;
  /** What their browser would name as the origin. */
  origin: string;
  password: string;
  robots: DemoRobot[];
}

/** The robots live in a process of their own: they share nothing with the house but its sockets, and end with it. */
@Injectable()
export class RobotsProcess {
  private readonly logger = new Logger('robots');
  private child: ChildProcess | null = null;
  private wanted: { folder: string; orders: RobotsOrders } | null = null;
  private failures = 0;
  private retry: NodeJS.Timeout | undefined;

  /** Starts them, unless they run. A process that ends by itself is started again after a growing wait. */
  start(folder: string, orders: RobotsOrders): void {
    if (this.wanted !== null) return;
    this.wanted = { folder, orders };
    this.spawn();
  }

  /** Ends them. */
  stop(): void {
    this.wanted = null;
    clearTimeout(this.retry);
    this.child?.kill();
    this.child = null;
  }

  private spawn(): void {
    if (this.wanted === null) return;
    const { folder, orders } = this.wanted;
    // An empty environment: nothing of the house's own goes to them.
    const child = fork(join(folder, 'robots', 'main.ts'), {
      execArgv: ['--no-warnings'],
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const begun = performance.now();
    this.child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.logger.warn(text.trim().slice(0, 2_000)));
    child.on('error', (error) => this.logger.warn(error.message));
    child.once('exit', () => this.ended(child, performance.now() - begun));
    child.send(orders);
  }

  private ended(child: ChildProcess, livedMs: number): void {
    if (this.child !== child || this.wanted === null) return;
    this.failures = livedMs > HEALTHY_MS ? 0 : this.failures + 1;
    const wait = Math.min(BACKOFF_MS * 2 ** this.failures, BACKOFF_MAX_MS);
    this.logger.warn(`the robots ended; they start again in ${Math.round(wait / 1000)} s`);
    this.retry = setTimeout(() => this.spawn(), wait);
    this.retry.unref();
  }
}
