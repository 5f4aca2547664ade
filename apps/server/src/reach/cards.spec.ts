import sharp from 'sharp';
import { afterEach, expect, it } from 'vitest';
import { CardPainter } from './card-painter.ts';
import { Cards } from './cards.ts';
import type { Card } from './card.ts';

const card = (title: string, change: Partial<Card> = {}): Card => ({
  house: 'Rostrum',
  above: 'Lot 1',
  title,
  facts: [{ label: 'Estimate', value: '€1' }],
  remark: '',
  picture: null,
  ...change,
});
const painter = new CardPainter();
afterEach(() => painter.onApplicationShutdown());

it('a picture whose file is gone is left out', async () => {
  const painted = await painter.paint(card('A chair', { picture: '/nowhere/at-all.webp' }));
  expect(await sharp(painted).metadata()).toMatchObject({ width: 1200, height: 630, format: 'jpeg' });
});

it('a picture that is none fails alone', async () => {
  await expect(painter.paint(card('A chair', { picture: import.meta.filename }))).rejects.toThrow('unsupported image');
  expect((await painter.paint(card('A chair'))).length).toBeGreaterThan(1_000);
});

it('what waits for a painter that is stopped is told so, and the next one paints', async () => {
  const waiting = painter.paint(card('A chair'));
  const told = expect(waiting).rejects.toThrow('stopped');
  await painter.onApplicationShutdown();
  await told;
  expect((await painter.paint(card('A chair'))).length).toBeGreaterThan(1_000);
});

it('what looks the same is painted once; too many at a time are refused, and a failure is not kept', async () => {
  const cards = new Cards(painter);
  const [one, again] = await Promise.all([cards.of(card('A chair')), cards.of(card('A chair'))]);
  expect(again).toBe(one);
  const all = await Promise.allSettled(Array.from({ length: 40 }, (_, index) => cards.of(card(`Thing ${index}`))));
  const refused = all.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(16);
  expect(refused.map((result) => (result as PromiseRejectedResult).reason.error.code)).toEqual(
    refused.map(() => 'BUSY'),
  );
  const told = expect(cards.of(card('A lamp'))).rejects.toThrow('stopped');
  await painter.onApplicationShutdown();
  await told;
  expect((await cards.of(card('A lamp'))).length).toBeGreaterThan(1_000);
});
