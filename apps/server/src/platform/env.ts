import { join, resolve } from 'node:path';
import { FRAME_BYTES_MAX } from '@rostrum/contract';
import type { DatabaseOptions } from '@rostrum/database';
import {
  anyOf,
  EnvError,
  isLoopback,
  list,
  oneOf,
  origin,
  ranges,
  sender,
  serviceUrl,
  text,
  whole,
  type Variables,
} from './env.parse.ts';

const RATES_PROVIDERS = ['daily', 'ecb', 'kraken', 'simulated', 'off'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/**
 * Everything that the environment decides, read and checked once at start. All variables are optional; an empty one
 * counts as unset. This file alone touches `process.env`.
 */
export class Env {
  readonly port: number;
  /** Origin where the house is served, without a slash at the end. It alone may use cookies or change anything. */
  readonly publicUrl: string;
  /** Whether `publicUrl` is on this machine itself. */
  readonly loopback: boolean;
  /** Origins that may look, as strangers. */
  readonly trustedOrigins: readonly string[];
  /** Addresses and CIDR ranges whose forwarding headers count. */
  readonly trustedProxies: readonly string[];
  /** Absolute path of the folder for the embedded database and pictures. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Connections to PostgreSQL that this node keeps at most, besides the one that listens. */
  readonly databaseConnections: number;
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  /** From whom mails come: `name@host`, or `Name <name@host>`. */
  readonly mailFrom: string;
  readonly demo: 'on' | 'off' | 'quiet';
  /** DEMO was set by hand, so demo people may exist beyond loopback too. */
  readonly demoForced: boolean;
  /** Limits. Per person, per address (IP), per socket, as their names say. */
  readonly bidsPerSecond: number;
  readonly connectionsPerIp: number;
  readonly connectionsPerPerson: number;
  readonly chatPerMinute: number;
  readonly watchesPerSecond: number;
  readonly messagesPerSecond: number;
  /** Tries to sign in, for one e-mail address from one IP. */
  readonly signInsPerMinute: number;
  readonly frameBytes: number;
  /** How long this node serves on once it was asked to stop, in ms. */
  readonly drainMs: number;
  /** Bytes that may wait for a slow reader before it is cut. */
  readonly slowReaderBytes: number;
  /** Where currency rates come from; undefined: made up while the house is a demo, `daily` otherwise. */
  readonly ratesProvider: (typeof RATES_PROVIDERS)[number] | undefined;
  /** Another address for the provider, which speaks as it does. */
  readonly ratesUrl: string | undefined;
  readonly metricsToken: string | undefined;
  /** Where spans are posted to as OTLP; undefined: there are none. */
  readonly tracesUrl: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];

  private constructor(variables: Variables) {
    this.port = whole(variables, 'PORT', 3000, 1, 65_535);
    this.publicUrl = origin('PUBLIC_URL', text(variables, 'PUBLIC_URL') ?? `http://localhost:${this.port}`);
    this.loopback = isLoopback(new URL(this.publicUrl).hostname);
    this.trustedOrigins = list(variables, 'TRUSTED_ORIGINS').map((item) => origin('TRUSTED_ORIGINS', item));
    this.trustedProxies = ranges(variables, 'TRUSTED_PROXIES');
    this.dataDir = resolve(text(variables, 'DATA_DIR') ?? './data');
    this.databaseUrl = serviceUrl(variables, 'DATABASE_URL', ['postgres:', 'postgresql:']);
    this.databaseConnections = whole(variables, 'DATABASE_CONNECTIONS', 10, 2, 1_000);
    this.redisUrl = serviceUrl(variables, 'REDIS_URL', ['redis:', 'rediss:']);
    this.smtpUrl = serviceUrl(variables, 'SMTP_URL', ['smtp:', 'smtps:']);
    this.mailFrom = sender(variables, 'MAIL_FROM') ?? `Rostrum <no-reply@${new URL(this.publicUrl).hostname}>`;
    this.demo = oneOf(variables, 'DEMO', ['on', 'off', 'quiet'], 'on');
    this.demoForced = text(variables, 'DEMO') !== undefined && this.demo !== 'off';
    this.bidsPerSecond = whole(variables, 'BIDS_PER_SECOND', 5, 1, 1_000_000);
    this.connectionsPerIp = whole(variables, 'CONNECTIONS_PER_IP', 2_000, 1, 10_000_000);
    this.connectionsPerPerson = whole(variables, 'CONNECTIONS_PER_PERSON', 20, 1, 1_000_000);
    this.chatPerMinute = whole(variables, 'CHAT_PER_MINUTE', 20, 1, 1_000_000);
    this.watchesPerSecond = whole(variables, 'WATCHES_PER_SECOND', 10, 1, 1_000_000);
    this.messagesPerSecond = whole(variables, 'MESSAGES_PER_SECOND', 20, 1, 1_000_000);
    this.signInsPerMinute = whole(variables, 'SIGN_INS_PER_MINUTE', 10, 1, 1_000_000);
    this.frameBytes = whole(variables, 'FRAME_BYTES', FRAME_BYTES_MAX, 1_024, 16 * 1024 * 1024);
    this.slowReaderBytes = whole(variables, 'SLOW_READER_BYTES', 1024 * 1024, 65_536, 1024 * 1024 * 1024);
    this.drainMs = 1_000 * whole(variables, 'DRAIN_SECONDS', 0, 0, 3_600);
    this.ratesProvider = anyOf(variables, 'RATES_PROVIDER', RATES_PROVIDERS);
    const schemes = this.ratesProvider === 'kraken' ? ['wss:', 'ws:'] : ['https:', 'http:'];
    this.ratesUrl = serviceUrl(variables, 'RATES_URL', schemes);
    this.metricsToken = text(variables, 'METRICS_TOKEN');
    const collector = serviceUrl(variables, 'OTEL_EXPORTER_OTLP_ENDPOINT', ['http:', 'https:']);
    this.tracesUrl = collector && `${collector.replace(/\/$/, '')}/v1/traces`;
    this.logLevel = oneOf(variables, 'LOG_LEVEL', LOG_LEVELS, 'info');
    Object.freeze(this);
  }

  /** Where the database is. */
  get database(): DatabaseOptions {
    return this.databaseUrl ? { url: this.databaseUrl, poolSize: this.databaseConnections } : { dataDir: this.dataDir };
  }

  /** Folder of the pictures; it need not be there yet. */
  get imagesDir(): string {
    return join(this.dataDir, 'images');
  }

  /** Reads and checks all variables. Throws EnvError, whose message is one clear line. */
  static fromProcess(variables: Variables = process.env): Env {
    return new Env(variables);
  }
}

/**
 * SvelteKit's handler reads its own variables when it is imported: it is told to take the address of the house from
 * these two headers, which the house sets on each request.
 */
export const PAGE_HEADERS = { protocol: 'x-house-protocol', host: 'x-house-host' } as const;

/** Must run before the handler of the pages is imported. */
export function announcePageHeaders(): void {
  process.env['PROTOCOL_HEADER'] = PAGE_HEADERS.protocol;
  process.env['HOST_HEADER'] = PAGE_HEADERS.host;
}

export { EnvError };
