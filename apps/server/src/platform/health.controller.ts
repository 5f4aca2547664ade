import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@rostrum/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from './clock.ts';
import { Env } from './env.ts';
import { Lifecycle } from './lifecycle.ts';
import { Metrics } from './metrics.ts';
import { mayReadMetrics } from './metrics.access.ts';
import { OutboxMetrics } from './outbox.metrics.ts';
import { refuse } from './refusal.ts';

/** A node is not ready while its clock may be off by more than this (DESIGN §3), in ms. */
const UNCERTAIN_MS = 100;
const PING_MS = 1_000;

/** For machines that watch the house. */
@ApiTags('house')
@Controller()
export class HealthController {
  constructor(
    private readonly env: Env,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: Metrics,
    private readonly outboxes: OutboxMetrics,
  ) {}

  @Get('health/live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The process answers' })
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The house can take bids: 200, or 503 with the reasons why not' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ ready: boolean; reasons: string[] }> {
    const reasons: string[] = [];
    if (this.lifecycle.draining) reasons.push('draining');
    if (!(this.clock.uncertaintyMs <= UNCERTAIN_MS)) reasons.push('clock');
    await this.database.ping(PING_MS).catch(() => reasons.push('database'));
    void reply.status(reasons.length === 0 ? 200 : 503);
    return { ready: reasons.length === 0, reasons };
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Prometheus metrics; from this machine itself, or with the METRICS_TOKEN as bearer' })
  async numbers(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!mayReadMetrics(request, this.env.metricsToken)) throw refuse('FORBIDDEN');
    await this.outboxes.measure();
    void reply.header('content-type', this.metrics.registry.contentType).header('cache-control', 'no-store');
    return this.metrics.registry.metrics();
  }
}
