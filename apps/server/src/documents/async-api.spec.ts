import { describe, expect, it } from 'vitest';
import { HTTP_STATUS } from '@rostrum/contract';
import { asyncApi } from './async-api.ts';
import { eventsPage } from './events-page.ts';

const document = asyncApi('https://auction.example.org');

/** What a JSON pointer of the document leads to. */
function at(ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document);
}

/** Every reference below a value. */
function refs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [part] : refs(part),
  );
}

describe('the AsyncAPI document', () => {
  it('has what version 3 asks for', () => {
    expect(document).toMatchObject({ asyncapi: '3.0.0', info: { title: 'Rostrum', version: '1' } });
    expect(document.servers['house']).toMatchObject({ host: 'auction.example.org', protocol: 'wss' });
    expect(asyncApi('http://localhost:3000').servers['house']).toMatchObject({
      host: 'localhost:3000',
      protocol: 'ws',
    });
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual(['/lots', '/me', '/rates', '/chat']);
    for (const key of [...Object.keys(document.components.schemas), ...Object.keys(document.channels)]) {
      expect(key).toMatch(/^[\w.-]+$/);
    }
  });

  it('points only to what is there', () => {
    const all = refs(document);
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((ref) => !ref.startsWith('#/') || at(ref) === undefined)).toEqual([]);
  });

  it('gives every operation messages of its own channel, and every command one answer', () => {
    for (const [id, { action, channel, messages, reply }] of Object.entries(document.operations)) {
      const own = (ref: string) => ref.startsWith(`${channel.$ref}/messages/`);
      expect(
        messages.map(({ $ref }) => own($ref)),
        id,
      ).toEqual([true]);
      if (action === 'receive')
        expect(
          reply?.messages.map(({ $ref }) => own($ref)),
          id,
        ).toEqual([true]);
      else expect(reply, id).toBeUndefined();
    }
  });

  it('says of every message how it is sent, or how it is refused', () => {
    for (const [id, operation] of Object.entries(document.operations)) {
      if (operation.action === 'send') expect(['ledger', 'ticker', 'signal'], id).toContain(operation['x-sent-as']);
      else
        expect(
          operation['x-refusals']!.filter((code) => !(code in HTTP_STATUS)),
          id,
        ).toEqual([]);
    }
    expect(document.operations['lots.lot.events']).toMatchObject({ 'x-sent-as': 'ledger' });
    expect(document.operations['lots.bid']).toMatchObject({ security: [{}] });
    expect(document.operations['lots.watch']).not.toHaveProperty('security');
  });

  it('lets clients meet fields that they do not know, and refuses such in what they send', () => {
    const { messages } = document.channels['lots']!;
    expect(messages['lot.events']!.payload).not.toHaveProperty('additionalProperties');
    expect(messages['bid']!.payload).toHaveProperty('additionalProperties', false);
  });

  it('names every error code', () => {
    const { oneOf } = document.components.schemas['WireError'] as { oneOf: { properties: { code: unknown } }[] };
    expect(oneOf.map(({ properties }) => properties.code)).toEqual(
      expect.arrayContaining(Object.keys(HTTP_STATUS).map((code) => expect.objectContaining({ const: code }))),
    );
  });
});

describe('the page of events', () => {
  const page = eventsPage(document);

  it('shows every message and every shape, with links that lead somewhere', () => {
    for (const [id, { title, channel }] of Object.entries(document.operations)) {
      expect(page, id).toContain(`id="${channel.$ref.split('/').at(-1)}.${title}"`);
    }
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('runs nothing', () => {
    expect(page).not.toMatch(/<script|\son\w+=/);
  });
});
