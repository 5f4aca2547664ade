import { describe, expect, it } from 'vitest';
import type { LotExplanation } from '@rostrum/contract';
import { LOCALES } from '#lib/messages/locale.ts';
import { loadLotMoreMessages } from '#lib/messages/messages.ts';
import { explanationWords } from './explanation-words.ts';

const base = { lotId: 'l', maxMinor: 50, givenAt: 7, priceMinor: 51 };
const told: LotExplanation[] = [
  { ...base, why: 'no-bid', maxMinor: null, givenAt: null },
  { ...base, why: 'voided', at: 9, maxMinor: null, givenAt: null },
  { ...base, why: 'leads' },
  { ...base, why: 'reserve', reserveMet: false },
  { ...base, why: 'earlier', paddle: 114, leaderAt: 5 },
  { ...base, why: 'less-than-step', paddle: 114, stepMinor: 2 },
  { ...base, why: 'higher', paddle: 114, leadsSince: 3, before: true },
  { ...base, why: 'higher', paddle: 114, leadsSince: 8, before: false, reserveMet: false },
];
const writing = { money: (minor: number) => `$${minor}`, time: (at: number) => `0${at}:00` };

describe.each(LOCALES)('why, in %s', async (locale) => {
  const t = (await loadLotMoreMessages(locale)).why;
  const words = told.map((one) => explanationWords(one, t, writing).join(' '));

  it('says each reason with its figures', () => {
    expect(words[1]).toContain('09:00');
    for (const part of ['114', '$50', '05:00', '07:00']) expect(words[4]).toContain(part);
    for (const part of ['114', '$50', '$51', '$2']) expect(words[5]).toContain(part);
    for (const part of ['114', '$50', '07:00']) expect(words[6]).toContain(part);
    for (const part of ['114', '$50', '08:00', t.reserveNotMet]) expect(words[7]).toContain(part);
  });

  it('says them all differently', () => {
    expect(new Set(words).size).toBe(words.length);
  });
});
