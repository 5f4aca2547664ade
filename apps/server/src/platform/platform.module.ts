import {
  Global,
  Logger,
  Module,
  StandardSchemaValidationPipe,
  type DynamicModule,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Database, HouseStore } from '@rostrum/database';
import { Bus } from './bus.ts';
import { Clock } from './clock.ts';
import { Env } from './env.ts';
import { HealthController } from './health.controller.ts';
import { Ids } from './ids.ts';
import { Lifecycle } from './lifecycle.ts';
import { Metrics } from './metrics.ts';
import { OutboxMetrics } from './outbox.metrics.ts';
import { refusalOfIssues } from './problem.ts';
import { ProblemFilter } from './problem.filter.ts';
import { SignalsWire } from './signals.wire.ts';
import { Traces } from './traces.ts';
import { TokenBuckets } from './token-buckets.ts';

async function startedClock(house: HouseStore): Promise<Clock> {
  const clock = new Clock(() => house.clock());
  await clock.start();
  return clock;
}

async function bus(env: Env, database: Database): Promise<Bus> {
  const logger = new Logger('bus');
  const warn = (problem: string): void => logger.warn(problem);
  if (!env.redisUrl) return new Bus(new SignalsWire(database, warn), warn);
  // A house without Redis does not wait for its client's many files at each start.
  const { RedisWire } = await import('./redis.wire.ts');
  return new Bus(new RedisWire(env.redisUrl, warn), warn);
}

/** What every room of the server stands on. It knows no feature. */
@Global()
@Module({})
export class PlatformModule {
  static of(env: Env): DynamicModule {
    const shared: Provider[] = [
      { provide: Env, useValue: env },
      { provide: Clock, useFactory: startedClock, inject: [HouseStore] },
      { provide: Bus, useFactory: bus, inject: [Env, Database] },
      { provide: TokenBuckets, useFactory: () => new TokenBuckets() },
      Ids,
      Lifecycle,
      Metrics,
      { provide: Traces, useFactory: (env: Env) => Traces.open(env), inject: [Env] },
    ];
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        ...shared,
        OutboxMetrics,
        { provide: APP_FILTER, useClass: ProblemFilter },
        {
          provide: APP_PIPE,
          useFactory: () => new StandardSchemaValidationPipe({ exceptionFactory: refusalOfIssues }),
        },
      ],
      exports: [Env, Clock, Bus, TokenBuckets, Ids, Lifecycle, Metrics, Traces],
    };
  }
}
