import type { MessageRow, RoomRow, WriterRow, WrittenRow } from '@rostrum/database';
import { describe, expect, it } from 'vitest';
import { toldOf } from './chat.notices.ts';
import { presentEvent, presentMessage, rewritten } from './chat.presenter.ts';
import { authorOf, isAnswer, mayNotWrite, slowModeMs } from './chat.rules.ts';
import { mentionedPaddles } from './mentions.ts';

const room: RoomRow = {
  room: 'lot:1',
  auctionId: 'a',
  lotId: '1',
  epoch: '0123abcd',
  version: 4,
  open: true,
  slowSeconds: 10,
};
const writer: WriterRow = {
  personId: 'ada',
  role: 'bidder',
  approved: true,
  banned: false,
  paddle: null,
  guest: null,
  mutedUntil: null,
  lastAt: null,
};
const message: MessageRow = {
  id: 'm',
  room: 'lot:1',
  version: 3,
  epoch: '0123abcd',
  requestHash: 'h',
  personId: 'ada',
  author: { kind: 'paddle', number: 114 },
  body: 'Is it oak?',
  replyTo: null,
  answer: false,
  at: 1_000,
  editedAt: null,
  removedBy: null,
};

describe('who may write', () => {
  it.each<[string, Partial<WriterRow> | null, Partial<RoomRow>, ReturnType<typeof mayNotWrite>]>([
    ['who is approved', {}, {}, null],
    ['nobody where the room is closed', {}, { open: false }, 'closed'],
    ['staff also there, and whatever was muted', { role: 'staff', mutedUntil: 99_999 }, { open: false }, null],
    ['not who waits for staff', { approved: false }, {}, 'unapproved'],
    ['not who is banned, staff or not', { role: 'owner', banned: true }, {}, 'unapproved'],
    ['not who is gone', null, {}, 'unapproved'],
    ['not who is muted', { mutedUntil: 5_001 }, {}, 'muted'],
    ['who was muted', { mutedUntil: 5_000 }, {}, null],
  ])('%s', (_, change, rules, why) => {
    expect(mayNotWrite({ ...room, ...rules }, change && { ...writer, ...change }, 5_000)).toBe(why);
  });

  it('slowly in slow mode, but for staff', () => {
    expect(slowModeMs(room, writer, 5_000)).toBe(0);
    expect(slowModeMs(room, { ...writer, lastAt: 4_000 }, 5_000)).toBe(9_000);
    expect(slowModeMs(room, { ...writer, lastAt: 4_000 }, 14_000)).toBe(0);
    expect(slowModeMs(room, { ...writer, lastAt: 4_000, role: 'staff' }, 5_000)).toBe(0);
  });

  it('under a paddle, as staff, or as a guest', () => {
    expect(authorOf(writer)).toBeNull();
    expect(authorOf({ ...writer, guest: 7 })).toEqual({ kind: 'guest', number: 7 });
    expect(authorOf({ ...writer, guest: 7, paddle: 114 })).toEqual({ kind: 'paddle', number: 114 });
    expect(authorOf({ ...writer, role: 'owner', paddle: 114 })).toEqual({ kind: 'staff', number: null });
  });

  it('answers are what staff reply to others', () => {
    const staff = { kind: 'staff', number: null } as const;
    expect(isAnswer(staff, message)).toBe(true);
    expect(isAnswer(staff, null)).toBe(false);
    expect(isAnswer(staff, { ...message, author: staff })).toBe(false);
    expect(isAnswer(message.author, message)).toBe(false);
  });
});

describe('what everybody sees', () => {
  const removed = { ...message, removedBy: 'staff' as const, body: 'rude' };

  it('holds no person, and no text that was removed', () => {
    expect(presentMessage(message)).toEqual({
      id: 'm',
      version: 3,
      at: 1_000,
      author: { kind: 'paddle', number: 114 },
      body: 'Is it oak?',
      replyTo: null,
      answer: false,
      editedAt: null,
      removedBy: null,
    });
    for (const type of ['posted', 'edited', 'removed'] as const) {
      const shown = JSON.stringify(
        presentEvent({ room: 'lot:1', version: 9, at: 1, type, message: removed, rules: null }),
      );
      expect(shown).not.toContain('rude');
      expect(shown).not.toContain('ada');
    }
  });

  it('forgets in earlier events what a later one changed', () => {
    const event = (type: 'posted' | 'edited' | 'removed', row = message) =>
      presentEvent({ room: 'lot:1', version: 9, at: 5, type, message: row, rules: null });
    const edit = event('edited', { ...message, body: 'Is it elm?' });
    expect(rewritten(event('posted'), edit)).toMatchObject({ message: { body: 'Is it elm?', editedAt: 5 } });
    expect(rewritten(edit, event('removed', removed))).toMatchObject({ body: null });
    expect(rewritten(event('posted'), event('removed', removed))).toMatchObject({
      message: { body: null, removedBy: 'staff' },
    });
    const other = event('posted', { ...message, id: 'other' });
    expect(rewritten(other, edit)).toBe(other);
    const ruled = presentEvent({ room: 'lot:1', version: 9, at: 5, type: 'ruled', message: null, rules: room });
    expect(rewritten(ruled, edit)).toBe(ruled);
  });
});

describe('who is told', () => {
  const written: WrittenRow = { message, auctionId: 'a', auctionSlug: 's', lotId: '1', repliedTo: null };

  it.each<[string, number[]]>([
    ['@114 look', [114]],
    ['(@114), @115 and @114', [114, 115]],
    ['mail ada@114.test, @114x, @@114, a@114', []],
    ['@1 @2 @3 @4 @5 @6', []],
    ['@9999999999', []],
    ['Спасибо @12.', [12]],
  ])('%j calls %j', (body, paddles) => expect(mentionedPaddles(body)).toEqual(paddles));

  it('once, of a reply rather than of a mention, and never of his own words', () => {
    expect([...toldOf({ ...written, repliedTo: 'bo' }, ['bo', 'cy', 'ada'])]).toEqual([
      ['bo', 'answered'],
      ['cy', 'mention'],
    ]);
    expect(toldOf({ ...written, repliedTo: 'bo', message: { ...message, removedBy: 'author' } }, ['cy']).size).toBe(0);
  });
});
