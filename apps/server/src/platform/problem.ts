import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { HTTP_STATUS, type ErrorCode, type Problem, type WireError } from '@rostrum/contract';
import { BrokenCursor } from '@rostrum/database';
import { Refusal, refuse } from './refusal.ts';

/** Codes for statuses that Nest or Fastify answer with on their own. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  429: 'RATE_LIMITED',
  503: 'BUSY',
};

const TEXT_OF_STATUS: Readonly<Record<number, string>> = {
  413: 'This request is too large.',
  415: 'This kind of content is not taken here.',
};

/** Names that a client made up are not repeated to it. */
const ECHO = /^Unrecognized key/;

/** A failed check of a schema (Standard Schema) as a refusal: where it failed and why, never what was sent. */
export function refusalOfIssues(
  issues: readonly { message: string; path?: readonly (PropertyKey | { key: PropertyKey })[] | undefined }[],
): Refusal {
  const [first] = issues;
  const path = (first?.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  return refuse(
    'BAD_REQUEST',
    { path },
    ECHO.test(first?.message ?? '') ? 'There are fields that do not belong here.' : first?.message,
  );
}

/** What an exception of a handler, of Nest or of Fastify says to the client; null for a bug, which says nothing. */
export function wireErrorOf(exception: unknown): { error: WireError; status: number } | null {
  if (exception instanceof Refusal) return { error: exception.error, status: HTTP_STATUS[exception.error.code] };
  if (exception instanceof BrokenCursor) {
    return {
      error: refuse('BAD_REQUEST', { path: 'cursor' }, 'This cursor belongs to no such list.').error,
      status: 400,
    };
  }
  if (isSchemaError(exception)) return { error: refusalOfIssues(exception.issues).error, status: 400 };
  if (!(exception instanceof HttpException)) return null;
  const status = exception.getStatus();
  const code = CODE_OF_STATUS[status] ?? (status < 500 ? 'BAD_REQUEST' : null);
  if (code === null) return null;
  const data = code === 'RATE_LIMITED' ? { retryAfterMs: 1000 } : code === 'BAD_REQUEST' ? { path: '' } : {};
  const { error } = (refuse as (code: ErrorCode, data: object, message?: string) => Refusal)(
    code,
    data,
    TEXT_OF_STATUS[status],
  );
  return { error, status };
}

/** The body of an answer as RFC 9457 wants it. */
export function problemOf(error: WireError, status: number): Problem {
  return {
    type: `urn:rostrum:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    ...error,
  };
}

function isSchemaError(exception: unknown): exception is { issues: { message: string; path?: PropertyKey[] }[] } {
  return exception instanceof Error && exception.name.endsWith('ZodError') && 'issues' in exception;
}
