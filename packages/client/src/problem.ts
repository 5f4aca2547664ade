import { HTTP_STATUS, type ErrorCode, type WireError } from '@rostrum/contract';
import { HouseError, HouseUnreachable } from './house-error.ts';

const BY_STATUS: Readonly<Record<number, WireError['code']>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'BAD_REQUEST',
  422: 'BAD_REQUEST',
  429: 'RATE_LIMITED',
};

function isCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(HTTP_STATUS, code);
}

/** Bodies that are not ours (the sign-in service, a proxy) get the code of their status. */
function byStatus(status: number, message: string, retryAfterS: number): WireError {
  const code = BY_STATUS[status] ?? 'INTERNAL';
  switch (code) {
    case 'BAD_REQUEST':
      return { code, message, path: '' };
    case 'RATE_LIMITED':
      return { code, message, retryAfterMs: retryAfterS * 1000 };
    case 'INTERNAL':
      return { code, message, errorId: '' };
    default:
      return { code, message } as WireError;
  }
}

/** The error that an answer outside 200–299 stands for. */
export function errorOf(response: Response, body: unknown): HouseError | HouseUnreachable {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const inner = (typeof said['error'] === 'object' && said['error'] !== null ? said['error'] : said) as typeof said;
  if (isCode(inner['code'])) {
    const { type: _type, title: _title, status: _status, ...error } = inner;
    return new HouseError(error as unknown as WireError, response.status);
  }
  // A proxy that stands before a house that is away.
  if ([502, 503, 504].includes(response.status)) return new HouseUnreachable(`HTTP ${response.status}`);
  const message = typeof said['message'] === 'string' ? said['message'] : `HTTP ${response.status}`;
  const after = Number(response.headers.get('retry-after') ?? response.headers.get('x-retry-after') ?? 1);
  const reason = typeof said['code'] === 'string' ? said['code'] : undefined;
  return new HouseError(
    byStatus(response.status, message, Number.isFinite(after) ? after : 1),
    response.status,
    reason,
  );
}
