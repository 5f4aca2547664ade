/** Scheme, host and port, nothing behind them: what a browser puts into `Origin`. */
const BARE_ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\\\s,]+$/i;

/** Who a handshake comes from: the house itself, a page that may look, or somebody who may not. */
export type Standpoint = 'own' | 'trusted' | 'foreign';

/**
 * Where an `Origin` header stands with the house (DESIGN §8). Compared exactly after parsing, so that
 * `http://house.test.evil`, another port and another scheme are foreign; missing, `null` and malformed ones too.
 */
export function standpointOf(header: string | undefined, own: string, trusted: readonly string[]): Standpoint {
  const origin = bareOrigin(header);
  if (origin === null) return 'foreign';
  if (origin === bareOrigin(own)) return 'own';
  return trusted.some((each) => bareOrigin(each) === origin) ? 'trusted' : 'foreign';
}

function bareOrigin(value: string | undefined): string | null {
  if (value === undefined || !BARE_ORIGIN.test(value)) return null;
  const parsed = URL.parse(value);
  return parsed === null || parsed.origin === 'null' ? null : parsed.origin;
}
