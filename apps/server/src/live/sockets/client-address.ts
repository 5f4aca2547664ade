import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

/** The address that a request came from, and whether it is this machine itself. */
export interface ClientAddress {
  ip: string;
  loopback: boolean;
}

/**
 * Whose connection it is. Forwarding headers count only as far as each hop is one of the trusted proxies (CIDRs), read
 * from the nearest hop outwards; anything else could be written by the client.
 */
export function clientAddressOf(
  request: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trustedProxies: readonly string[],
): ClientAddress {
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((hop) => hop.trim());
  let address = normal(request.socket.remoteAddress);
  while (address !== null && hops.length > 0 && isTrusted(address, trustedProxies)) {
    const further = normal(hops.pop());
    if (further === null) break;
    address = further;
  }
  return { ip: address?.toString() ?? 'unknown', loopback: address?.range() === 'loopback' };
}

function normal(text: string | undefined): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

function isTrusted(address: ipaddr.IPv4 | ipaddr.IPv6, proxies: readonly string[]): boolean {
  return proxies.some((cidr) => {
    const [network, bits] = cidr.includes('/') ? ipaddr.parseCIDR(cidr) : [ipaddr.process(cidr), null];
    if (network.kind() !== address.kind()) return false;
    return address.match(network, bits ?? (network.kind() === 'ipv4' ? 32 : 128));
  });
}
