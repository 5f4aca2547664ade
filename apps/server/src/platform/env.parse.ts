import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A variable of the environment that the house cannot start with. `message` is one line and holds no secret. */
export class EnvError extends Error {
  constructor(name: string, why: string) {
    super(`${name} ${why}`);
    this.name = 'EnvError';
  }
}

/** The variables as the process has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable without the spaces around it; undefined where it is unset or empty. */
export function text(variables: Variables, name: string): string | undefined {
  return variables[name]?.trim() || undefined;
}

/** A whole number within bounds. */
export function whole(variables: Variables, name: string, fallback: number, min: number, max: number): number {
  const value = text(variables, name);
  if (value === undefined) return fallback;
  const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max)) throw new EnvError(name, `must be a whole number from ${min} to ${max}`);
  return number;
}

/** One of a few words. */
export function oneOf<T extends string>(variables: Variables, name: string, words: readonly T[], fallback: T): T {
  return anyOf(variables, name, words) ?? fallback;
}

/** One of a few words, or undefined where the variable is unset. */
export function anyOf<T extends string>(variables: Variables, name: string, words: readonly T[]): T | undefined {
  const value = text(variables, name);
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value.toLowerCase());
  if (word === undefined) throw new EnvError(name, `must be one of ${words.join(', ')}`);
  return word;
}

/** A list with commas; empty items do not count. */
export function list(variables: Variables, name: string): string[] {
  return (text(variables, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** An origin (scheme, host and port, nothing more) in its normal form. Throws EnvError. */
export function origin(name: string, value: string): string {
  const example = 'must be an origin such as https://auction.example.org';
  if (value.includes('*')) throw new EnvError(name, `${example}; "*" is not allowed`);
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new EnvError(name, `${example}; it is not a URL with http:// or https://`);
  }
  if (url.username !== '' || url.password !== '') throw new EnvError(name, `${example}, without a user or password`);
  if (url.pathname !== '/' || value.includes('?') || value.includes('#')) {
    throw new EnvError(name, `${example}, without a path`);
  }
  return url.origin;
}

/** A URL of a service with one of these schemes. The value may hold a password, so it is never repeated. */
export function serviceUrl(variables: Variables, name: string, schemes: readonly string[]): string | undefined {
  const value = text(variables, name);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !schemes.includes(url.protocol)) {
    throw new EnvError(name, `must be a URL that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
  }
  return value;
}

/** Who writes: an e-mail address, alone or as `Name <address>`. */
export function sender(variables: Variables, name: string): string | undefined {
  const value = text(variables, name);
  if (value === undefined) return undefined;
  const plain = /^[^\s<>@,;"]+@[^\s<>@,;"]+$/;
  const address = /^[^<>@,;"\r\n]+ <([^<>]+)>$/.exec(value)?.[1] ?? value;
  if (!plain.test(address)) throw new EnvError(name, 'must be an address such as Name <name@example.org>');
  return value;
}

/** Addresses and CIDR ranges. */
export function ranges(variables: Variables, name: string): string[] {
  return list(variables, name).map((item) => {
    const known = item.includes('/') ? ipaddr.isValidCIDR(item) : isIP(item) !== 0;
    if (!known) throw new EnvError(name, 'must list addresses or CIDR ranges such as 10.0.0.0/8, with commas');
    return item;
  });
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address, or the name of a host, is this machine itself. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  const family = isIP(bare);
  if (family === 0) return false;
  return loopback.check(bare.replace(/^::ffff:(?=\d+\.)/, ''), bare.includes('.') ? 'ipv4' : 'ipv6');
}
