import { describe, expect, it } from 'vitest';
import type { Me } from '@rostrum/contract';
import { hindranceOf } from './hindrance.ts';

const NOW = 1_000_000;
const person = { role: 'bidder', approved: true } as NonNullable<Me['person']>;
const free = { person, rules: { open: true, slowSeconds: 0 }, mutedUntil: null, wroteAt: NOW - 1000, now: NOW };

describe('what keeps a person from writing', () => {
  it('is nothing as a rule', () => {
    expect(hindranceOf(free)).toBeNull();
  });

  it('is approval that is missing, whatever else', () => {
    const waiting = { ...free, person: { ...person, approved: false }, rules: { open: false, slowSeconds: 9 } };
    expect(hindranceOf(waiting)).toEqual({ why: 'waiting', until: null });
  });

  it('is a closed room, a muting, slow mode, and each ends when it ends', () => {
    const slow = { ...free, rules: { open: true, slowSeconds: 30 } };
    const muted = { ...slow, mutedUntil: NOW + 5 };
    expect(hindranceOf({ ...muted, rules: { open: false, slowSeconds: 0 } })?.why).toBe('closed');
    expect(hindranceOf(muted)).toEqual({ why: 'muted', until: NOW + 5 });
    expect(hindranceOf({ ...muted, now: NOW + 5 })).toEqual({ why: 'slow', until: NOW + 29_000 });
    expect(hindranceOf({ ...slow, now: NOW + 29_000 })).toBeNull();
    expect(hindranceOf({ ...slow, wroteAt: null })).toBeNull();
  });

  it('never binds the house', () => {
    const rules = { open: false, slowSeconds: 60 };
    expect(hindranceOf({ ...free, rules, person: { ...person, role: 'staff' } })).toBeNull();
  });
});
