import type { LotDetail, LotSummary } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { offline as english } from '#lib/messages/en/offline.ts';
import { offline as russian } from '#lib/messages/ru/offline.ts';
import { readKnown, withFresh, type Known, type KnownLot } from './known.ts';
import { offlinePage, offlinePolicy, type OfflineFacts } from './offline-page.ts';
import { shownFacts } from './shown-facts.ts';

const NOW = Date.UTC(2026, 10, 22, 18, 4);
const MINUTE = 60_000;

const lot = (id: string, change: Partial<KnownLot> = {}): KnownLot => ({
  id,
  number: 7,
  title: `Thing ${id}`,
  auction: 'The Sale',
  status: 'open',
  priceMinor: 12_000,
  currency: 'EUR',
  exponent: 2,
  startsAt: NOW - 9 * MINUTE,
  endsAt: NOW + 9 * MINUTE,
  picture: null,
  asOf: NOW - MINUTE,
  ...change,
});
const known = (lots: KnownLot[], change: Partial<Known> = {}): Known => ({
  house: 'Rostrum',
  locale: 'en',
  theme: 'system',
  zone: 'UTC',
  auctions: [],
  lots,
  ...change,
});
const facts = (change: Partial<OfflineFacts> = {}): OfflineFacts => ({
  known: known([lot('a')]),
  locale: 'en',
  words: english,
  now: NOW,
  zone: 'UTC',
  pictureOf: () => null,
  nonce: 'n-1',
  style: '',
  ...change,
});
const text = (html: string) =>
  html
    .replace(/<script.*<\/script>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('what is kept', () => {
  it('is what pages show now, before what they showed earlier, and no more than a few', () => {
    const before = known(Array.from({ length: 24 }, (_, index) => lot(`old-${index}`)));
    const merged = withFresh(before, known([lot('new'), lot('old-3', { priceMinor: 1 })], { locale: 'ru' }));
    expect(merged.lots.slice(0, 3).map(({ id }) => id)).toEqual(['new', 'old-3', 'old-0']);
    expect(merged.lots).toHaveLength(24);
    expect(merged.lots[1]!.priceMinor).toBe(1);
    expect(merged.locale).toBe('ru');
  });

  it.each([
    undefined,
    { json: async () => null },
    { json: async () => ({ lots: 7 }) },
    { json: () => Promise.reject() },
  ])('is nothing where the entry is none (%#)', async (entry) => expect(await readKnown(entry)).toBeNull());

  const summary = (id: string, endsAt: number, status = 'open') =>
    ({
      id,
      status,
      endsAt,
      priceMinor: 1,
      picture: { hash: 'h', widths: [320, 640], placeholder: 'data:x' },
    }) as LotSummary;
  const stand = (shown: LotSummary) => ({ lot: shown, asOf: NOW });

  it('is of a lot page the lot, with a real picture', () => {
    const detail = { ...summary('a', 1), auction: { title: 'The Sale' } } as LotDetail;
    const { lots, auctions } = shownFacts({ lot: detail, lots: { items: [summary('b', 2)] } }, stand, NOW);
    expect(lots.map(({ id, picture }) => [id, picture])).toEqual([['a', '/images/h-320.webp']]);
    expect(auctions).toEqual([]);
  });

  it('is of a list what closes next, and of a page without lots nothing', () => {
    const items = [
      summary('over', 1, 'sold'),
      summary('late', 9),
      ...Array.from({ length: 11 }, (_, i) => summary(`${i}`, 5)),
    ];
    const { lots } = shownFacts({ auction: { title: 'The Sale' } as never, lots: { items } }, stand, NOW);
    expect(lots).toHaveLength(12);
    expect(lots.at(-1)!.id).toBe('late');
    expect(shownFacts({}, stand, NOW)).toEqual({ lots: [], auctions: [] });
  });
});

describe('the page without a connection', () => {
  it('says of every price when it was so, and of every end whether it has passed', () => {
    const page = text(
      offlinePage(
        facts({
          known: known([
            lot('a'),
            lot('b', { endsAt: NOW - MINUTE, priceMinor: null }),
            lot('c', { status: 'sold' }),
            lot('d', { status: 'scheduled', startsAt: NOW + MINUTE }),
          ]),
        }),
      ),
    );
    expect(page).toContain('to close 18:13 €120 as of 18:03');
    expect(page).toContain('was to close 18:03 No bids as of 18:03');
    expect(page).toContain('Sold €120 as of 18:03');
    expect(page).toContain('to open 18:05');
  });

  it('speaks the language of the last page, in its theme', () => {
    const page = offlinePage(facts({ locale: 'ru', words: russian, known: known([lot('a')], { theme: 'dark' }) }));
    expect(page).toContain('<html lang="ru" data-theme="dark">');
    expect(text(page)).toContain('120 € на 18:03');
  });

  it('has room for one who has seen nothing', () => {
    const page = offlinePage(facts({ known: null }));
    expect(page).toContain(english.nothing);
    expect(page).not.toContain('<ul>');
  });

  it('lets no kept word out of its place', () => {
    const page = offlinePage(
      facts({ known: known([lot('a', { title: '</a><script>alert(1)</script>', picture: '/x" onerror="y' })]) }),
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toContain('onerror="');
    expect(offlinePolicy('n-1')).toContain("script-src 'nonce-n-1'");
    expect(page).toContain('<script nonce="n-1">');
  });
});
