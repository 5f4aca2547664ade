import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openDatabase, type Database } from '@rostrum/database';
import { installAccountRules, Sessions } from './accounts/index.ts';
import { AppModule } from './app.module.ts';
import { createLiveAdapter } from './live/index.ts';
import {
  builtPages,
  Bus,
  Clock,
  cutConnectionsAtClose,
  devPages,
  fastifyAdapter,
  followRequests,
  HouseLogger,
  installHttpRules,
  Lifecycle,
  Metrics,
  mountOpenApi,
  mountPages,
  Traces,
  type Env,
} from './platform/index.ts';

/**
 * Connections that the kernel keeps until they are taken, at most `net.core.somaxconn`. Beyond Node's 511 a crowd that comes
 * back at once is turned away unheard, and tries again after one second, then three.
 */
const BACKLOG = 4_096;

/** One level above, whether this runs from `src` or bundled from `dist`. */
const WEB_FOLDER = fileURLToPath(new URL('../../web/', import.meta.url));

/** An open house. */
export interface House {
  app: NestFastifyApplication;
  database: Database;
  /** Announces that it goes away, finishes what was begun, and lets go of everything. */
  close(): Promise<void>;
}

/** Opens the database, then the rooms, and the door last. Throws what stands in the way; nothing stays open then. */
export async function openHouse(env: Env, options: { dev: boolean }): Promise<House> {
  const database = await openDatabase(env.database);
  try {
    return await openRooms(env, database, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openRooms(env: Env, database: Database, options: { dev: boolean }): Promise<House> {
  const adapter = fastifyAdapter(env);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(env, database), adapter, {
    logger: new HouseLogger(env.logLevel),
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  cutConnectionsAtClose(fastify, app.get(Lifecycle));
  followRequests(fastify, app.get(Metrics), app.get(Traces));
  installHttpRules(fastify, env);
  installAccountRules(fastify, env, app.get(Sessions));
  app.useWebSocketAdapter(createLiveAdapter(app));
  mountOpenApi(app, env.publicUrl);
  const dev = options.dev ? await devPages(WEB_FOLDER, fastify.server as Server) : null;
  const close = async (): Promise<void> => {
    await app.get(Lifecycle).drain(env.drainMs);
    await app.close();
    app.get(Clock).stop();
    await Promise.all([app.get(Bus).close(), dev?.close()]);
    await app.get(Traces).close();
    await database.close();
  };
  try {
    await app.init();
    mountPages(fastify, env, dev ?? (await builtPages(WEB_FOLDER)));
    await app.listen({ port: env.port, host: hostOf(env), backlog: BACKLOG });
  } catch (error) {
    await close();
    throw error;
  }
  return { app, database, close };
}

/** A house that is served on this machine only is not reachable from any other: there the first to come is the owner. */
function hostOf(env: Env): string {
  if (env.loopback) return 'localhost';
  const addresses = Object.values(networkInterfaces()).flat();
  return addresses.some((address) => address?.family === 'IPv6') ? '::' : '0.0.0.0';
}
