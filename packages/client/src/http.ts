import { HouseUnreachable } from './house-error.ts';
import { errorOf } from './problem.ts';

/** Headers beside our own; a function where they change, such as a cookie outside a browser. */
export type ExtraHeaders = Record<string, string> | (() => Record<string, string>);

/** How the house is reached over HTTP. */
export interface HttpOptions {
  /** Origin of the house. */
  url: string;
  /** Instead of the global one. */
  fetch?: typeof fetch | undefined;
  headers?: ExtraHeaders | undefined;
}

/** The extra headers as they are now. */
export function headersNow(headers: ExtraHeaders | undefined): Record<string, string> {
  return typeof headers === 'function' ? headers() : (headers ?? {});
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** JSON over HTTP. Throws HouseError where the house refuses and HouseUnreachable where no answer of it came. */
export type Http = <T>(method: Method, path: string, body?: unknown, withinMs?: number) => Promise<T>;

const WITHIN_MS = 10_000;

export function createHttp(options: HttpOptions): Http {
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  return async <T>(method: Method, path: string, body?: unknown, withinMs = WITHIN_MS): Promise<T> => {
    let response: Response;
    let text: string;
    try {
      response = await send(new URL(path, options.url).href, {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headersNow(options.headers),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(withinMs),
      });
      text = await response.text();
    } catch (cause) {
      throw new HouseUnreachable(cause);
    }
    const answer = parsed(text);
    if (!response.ok) throw errorOf(response, answer);
    if (answer === undefined && text !== '') throw new HouseUnreachable('the answer is not JSON');
    return answer as T;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
