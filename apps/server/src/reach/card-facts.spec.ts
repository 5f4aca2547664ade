import type { AuctionDetail, LotDetail, Picture } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { auctionCard, lotCard } from './card-facts.ts';
import { legible } from './card.fonts.ts';
import { tagOf } from './card.ts';

const AT = Date.UTC(2026, 10, 22, 17, 4);
const LATER = AT + 7_200_000;
const none = () => null;

const aLot = (change: Partial<LotDetail> = {}): LotDetail =>
  ({
    title: 'A walnut chair',
    number: 12,
    status: 'open',
    currency: 'EUR',
    exponent: 2,
    priceMinor: 12_345,
    estimateLowMinor: 20_000,
    estimateHighMinor: 40_000,
    startsAt: AT,
    endsAt: LATER,
    picture: null,
    auction: { id: '', slug: 'x', title: 'The Winter Sale', zone: 'Europe/Berlin', demo: false },
    ...change,
  }) as LotDetail;

describe('a lot’s card', () => {
  it('says what, where and until when, in the auction’s zone, and never a price that moves', () => {
    const card = lotCard(aLot(), 'en', none);
    expect(card).toMatchObject({
      above: 'Lot 12 · The Winter Sale',
      title: 'A walnut chair',
      facts: [
        { label: 'Estimate', value: '€200 – €400' },
        { label: 'Closes', value: '22 November 2026 at 20:04 CET' },
      ],
      remark: '',
    });
    expect(JSON.stringify(card)).not.toContain('123');
    expect(tagOf(lotCard(aLot({ priceMinor: 99_999, bidCount: 7, leader: 3 }), 'en', none))).toBe(tagOf(card));
    expect(tagOf(lotCard(aLot({ endsAt: LATER + 60_000 }), 'en', none))).not.toBe(tagOf(card));
    expect(tagOf(lotCard(aLot(), 'ru', none))).not.toBe(tagOf(card));
  });

  it.each([
    [{ status: 'scheduled' }, ['Estimate', 'Opens 22 November 2026 at 18:04 CET']],
    [{ status: 'sold' }, ['Hammer price €123.45', 'Sold 22 November 2026 at 20:04 CET']],
    [{ status: 'passed' }, ['Estimate', 'Closed without sale 22 November']],
    [{ status: 'paused' }, ['Estimate', 'Bidding is paused']],
    [{ status: 'withdrawn', estimateLowMinor: null, estimateHighMinor: null }, ['Withdrawn from the auction']],
    [{ estimateLowMinor: null }, ['Estimate €400', 'Closes']],
    [{ estimateHighMinor: 20_000 }, ['Estimate €200', 'Closes']],
  ] as const)('with %j says %j', (change, said) => {
    const facts = lotCard(aLot(change), 'en', none).facts.map(({ label, value }) => `${label} ${value}`.trim());
    expect(facts.map((fact, index) => fact.startsWith(said[index] ?? '-'))).toEqual(said.map(() => true));
  });

  it('is written in Russian for Russians', () => {
    const { above, facts, remark } = lotCard(
      aLot({ auction: { id: '', slug: 'x', title: 'Зимние торги', zone: 'Europe/Moscow', demo: true } }),
      'ru',
      none,
    );
    expect(above).toBe('Лот 12 · Зимние торги');
    expect(facts.map(({ label }) => label)).toEqual(['Оценка', 'Закрытие']);
    expect(facts[1]!.value).toBe('22 ноября 2026 г. в 22:04 GMT+3');
    expect(remark).toBe('Демонстрация, ничего не продаётся.');
  });

  it('has a title in letters that can be painted', () => {
    expect(lotCard(aLot({ title: '花瓶 😀' }), 'en', none).title).toBe('Lot 12');
    expect(legible('Łódź 花瓶\n“ваза” № 5 – ₽ 100\u202e')).toBe('Łódź “ваза” № 5 – ₽ 100');
  });
});

describe('an auction’s card', () => {
  const anAuction = (change: Partial<AuctionDetail>): AuctionDetail =>
    ({
      title: 'Estate',
      lotCount: 21,
      zone: 'UTC',
      opensAt: AT,
      endsAt: LATER,
      cover: null,
      ...change,
    }) as AuctionDetail;

  it('counts the lots and names the moment that matters', () => {
    expect(auctionCard(anAuction({ status: 'scheduled' }), 'en', none)).toMatchObject({
      above: '21 lots',
      facts: [{ label: 'Opens', value: '22 November 2026 at 17:04 UTC' }],
    });
    expect(auctionCard(anAuction({ status: 'open' }), 'ru', none)).toMatchObject({
      above: '21 лот',
      facts: [{ label: 'Последний лот закроется' }],
    });
    const cover = { hash: 'x' } as Picture;
    expect(auctionCard(anAuction({ status: 'closed', cover }), 'en', () => '/a/file').picture).toBe('/a/file');
  });
});
