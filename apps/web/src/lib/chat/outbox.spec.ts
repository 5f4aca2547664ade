import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatPostAnswer, WireError } from '@rostrum/contract';
import { Drafts, type Unsent } from './drafts.ts';
import { Outbox } from './outbox.ts';

const ASKED: Unsent = { id: 'm1', body: 'Is it signed?', replyTo: null };
const taken = (id: string): ChatPostAnswer => ({
  ok: true,
  receipt: { id, room: 'lot:1', epoch: 'e', version: 1, at: 1, as: { kind: 'guest', number: 1 }, editableUntil: 2 },
});
const refused = (code: 'FORBIDDEN' | 'BUSY' | 'UNAUTHENTICATED'): ChatPostAnswer => ({
  ok: false,
  error: { code, message: '' } as WireError,
});

/** An outbox in a tab with what the house answers, one answer for each try; the last one stays. */
function outboxWith(answers: (ChatPostAnswer | null)[], items = new Map<string, string>()) {
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  const tries: Unsent[] = [];
  const drafts = new Drafts('lot:1', 'ada', storage);
  const outbox = new Outbox({
    drafts,
    post: (unsent) => {
      tries.push(unsent);
      return Promise.resolve(answers[Math.min(tries.length, answers.length) - 1]!);
    },
    changed: () => undefined,
  });
  const states = () => outbox.list.map(({ state }) => state);
  return { outbox, drafts, tries, states, items };
}

describe('a message on its way', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it('stands there until it can be read in the room', async () => {
    const { outbox, drafts, states } = outboxWith([taken('m1')]);
    outbox.send(ASKED);
    expect([states(), drafts.unsent]).toEqual([['sending'], [ASKED]]);
    await settle();
    expect([states(), drafts.unsent]).toEqual([['sent'], []]);
    outbox.arrived(new Set(['m1']));
    expect(states()).toEqual([]);
  });

  it('is asked for again under its id for as long as no answer comes', async () => {
    const { outbox, tries, states } = outboxWith([null, refused('BUSY'), null, taken('m1')]);
    outbox.send(ASKED);
    await settle();
    expect(states()).toEqual(['unknown']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([states(), tries]).toEqual([['sent'], [ASKED, ASKED, ASKED, ASKED]]);
  });

  it('is asked for at once when the connection is back', async () => {
    const { outbox, states } = outboxWith([null, taken('m1')]);
    outbox.send(ASKED);
    await settle();
    outbox.hurry();
    await settle();
    expect(states()).toEqual(['sent']);
  });

  it('says so when its answer takes long, and leaves when it came in by the room itself', async () => {
    const { drafts } = outboxWith([]);
    const outbox = new Outbox({ drafts, post: () => new Promise(() => undefined), changed: () => undefined });
    outbox.send(ASKED);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(outbox.list.map(({ state }) => state)).toEqual(['unknown']);
    outbox.arrived(new Set(['m1']));
    expect([outbox.list, drafts.unsent]).toEqual([[], []]);
  });

  it('that was refused keeps its words, to be sent again or taken back', async () => {
    const { outbox, drafts, tries, states } = outboxWith([refused('FORBIDDEN')]);
    outbox.send(ASKED);
    await settle();
    expect([states(), drafts.unsent]).toEqual([['refused'], [ASKED]]);
    outbox.again('m1');
    await settle();
    expect([states(), tries.length]).toEqual([['refused'], 2]);
    expect(outbox.takeBack('m1')).toMatchObject(ASKED);
    expect([states(), drafts.unsent]).toEqual([[], []]);
  });

  it('is taken up by the next page, also after the session ended', async () => {
    const before = outboxWith([refused('UNAUTHENTICATED')]);
    before.outbox.send(ASKED);
    await settle();
    const { outbox, tries, states } = outboxWith([taken('m1')], before.items);
    const close = outbox.open();
    await settle();
    expect([states(), tries]).toEqual([['sent'], [ASKED]]);
    close();
  });

  it('is not asked for any more once the room is left, and not forgotten', async () => {
    const { outbox, drafts, tries } = outboxWith([null]);
    const close = outbox.open();
    outbox.send(ASKED);
    await settle();
    close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([tries.length, drafts.unsent]).toEqual([1, [ASKED]]);
  });
});
