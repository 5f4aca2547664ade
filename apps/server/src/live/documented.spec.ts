import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asyncApi } from '../documents/index.ts';
import { LIVE_PROVIDERS } from './live.module.ts';

const { channels, operations } = asyncApi('http://localhost:3000');
const GATEWAYS = LIVE_PROVIDERS.filter((provider) => Reflect.hasMetadata('websockets:is_gateway', provider));

/** The messages of a channel of the document, in one direction. */
function documented(address: string, action: 'send' | 'receive'): string[] {
  const [key] = Object.entries(channels).find(([, channel]) => channel.address === address) ?? [];
  return Object.values(operations)
    .filter((operation) => operation.action === action && operation.channel.$ref === `#/channels/${key}`)
    .map(({ title }) => title)
    .sort();
}

/** Every event that a file of this room, or of one inside it, sends. */
function emits(): { file: string; event: string | null }[] {
  return readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|testing)\.ts$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(join(import.meta.dirname, file), 'utf8');
      return [...source.matchAll(/\.emit(?:WithAck)?\(\s*(?:'([^']+)')?/g)].map(([, event]) => ({
        file,
        event: event ?? null,
      }));
    });
}

describe('the document of the sockets', () => {
  it.each(GATEWAYS.map((gateway) => [gateway.name, gateway] as const))('has every message of %s', (_, gateway) => {
    const { namespace } = Reflect.getMetadata('websockets:gateway_options', gateway) as { namespace: string };
    const taken = Object.values(Object.getOwnPropertyDescriptors(gateway.prototype))
      .map(({ value }) => value as object)
      .filter((method) => typeof method === 'function' && Reflect.hasMetadata('websockets:message_mapping', method))
      .map((method) => Reflect.getMetadata('message', method) as string);
    expect(taken.length).toBeGreaterThan(0);
    expect(documented(namespace, 'receive')).toEqual(taken.sort());
  });

  it('has no channel without a gateway', () => {
    const namespaces = GATEWAYS.map((gateway) => Reflect.getMetadata('websockets:gateway_options', gateway).namespace);
    const addresses = Object.values(channels).map(({ address }) => address);
    expect(addresses.sort()).toEqual(namespaces.sort());
  });

  it('has every event that is sent, and none that is sent nowhere', () => {
    const sent = emits();
    expect(sent.length).toBeGreaterThan(10);
    expect(
      sent.filter(({ event }) => event === null),
      'an event is named where it is sent',
    ).toEqual([]);
    const known = new Set(Object.values(channels).flatMap(({ address }) => documented(address, 'send')));
    expect(sent.filter(({ event }) => !known.has(event!))).toEqual([]);
    expect([...known].filter((name) => sent.every(({ event }) => event !== name))).toEqual([]);
  });
});
