import { expect, it } from 'vitest';
import { faultOf, type ProviderFacts } from './rates.status.ts';

const TRAITS = { patienceMs: 100, maxAgeMs: 1_000 };
const NOW = 10_000;

it.each<[string, ProviderFacts, string | null]>([
  ['never heard of', { heardAt: null, fault: null, newestAt: null }, 'starting'],
  ['failing from the first', { heardAt: null, fault: 'unreachable', newestAt: null }, 'unreachable'],
  ['confirming what it never gave', { heardAt: NOW, fault: null, newestAt: null }, 'starting'],
  ['well', { heardAt: NOW - 100, fault: null, newestAt: NOW - 1_000 }, null],
  ['failing for a short while', { heardAt: NOW - 50, fault: 'unreachable', newestAt: NOW }, null],
  ['failing for too long', { heardAt: NOW - 101, fault: 'malformed', newestAt: NOW }, 'malformed'],
  ['saying nothing for too long', { heardAt: NOW - 101, fault: null, newestAt: NOW }, 'silent'],
  ['confirming what is too old', { heardAt: NOW, fault: null, newestAt: NOW - 1_001 }, 'outdated'],
])('a provider %s', (_, facts, fault) => {
  expect(faultOf(facts, TRAITS, NOW)).toBe(fault);
});
