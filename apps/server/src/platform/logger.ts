import type { LoggerService } from '@nestjs/common';
import { pino, type Logger as Pino } from 'pino';
import type { Env } from './env.ts';
import { currentContext } from './request-context.ts';

/** Contexts of Nest that say at each start what is in the code anyway. */
const CHATTY = new Set([
  'InstanceLoader',
  'RouterExplorer',
  'RoutesResolver',
  'WebSocketsController',
  'NestFactory',
  'NestApplication',
]);

const SECRET_KEYS = ['cookie', 'authorization', 'password', 'token', 'secret', 'email', 'set-cookie'];

/** One JSON line for each entry, on standard output. Secrets and addresses are cut out by the names of their keys. */
export class HouseLogger implements LoggerService {
  private readonly pino: Pino;

  constructor(level: Env['logLevel'], destination?: { write(line: string): void }) {
    const paths = SECRET_KEYS.flatMap((key) => [`["${key}"]`, `*["${key}"]`, `*.*["${key}"]`]);
    const redact = { paths, censor: '[redacted]' };
    const options = { level, base: undefined, mixin: idsOfNow, redact, serializers: { err: errorOf } };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, ...rest: unknown[]): void {
    const { context, ...fields } = fieldsOf(rest);
    this.write(typeof context === 'string' && CHATTY.has(context) ? 'debug' : 'info', message, { context, ...fields });
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, fieldsOf(rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, fieldsOf(rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, fieldsOf(rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, fieldsOf(rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    // Nest passes (message, stack, context).
    const stack = rest.find((part): part is string => typeof part === 'string' && part.includes('\n'));
    const { context, ...fields } = fieldsOf(rest.filter((part) => part !== stack));
    // Nest tells why it cannot listen, and throws it too: the process ends with one line of its own.
    if (context === 'NestApplication' && String(message).startsWith('Error: listen ')) return;
    this.write('error', message, { context, ...fields, ...(stack === undefined ? {} : { stack }) });
  }

  private write(
    level: 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    fields: object,
  ): void {
    if (message instanceof Error) this.pino[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...fields, ...message });
    else this.pino[level](fields, String(message));
  }
}

/**
 * What a line says of an error. Of all else that an error may carry nobody knows what it is: a database adds the row that
 * it did not take, a mail server the address.
 */
function errorOf(error: unknown): object | string {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, code, cause } = error as NodeJS.ErrnoException;
  const because = cause === undefined ? {} : { cause: errorOf(cause) };
  return { type: name, message, stack, ...(code === undefined ? {} : { code }), ...because };
}

/** Which request and which command a line belongs to. */
function idsOfNow(): { requestId?: string; commandId?: string } {
  const { requestId, commandId } = currentContext();
  return { ...(requestId && { requestId }), ...(commandId && { commandId }) };
}

/** Nest's loggers pass the context as the last string; objects before it become fields of the line. */
function fieldsOf(rest: readonly unknown[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const part of rest) {
    if (typeof part === 'string') fields['context'] = part;
    else if (part instanceof Error) fields['err'] = part;
    else if (typeof part === 'object' && part !== null) Object.assign(fields, part);
  }
  return fields;
}
