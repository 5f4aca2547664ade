import { TOAST_TOPICS } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { changeOf, choiceRows } from './choice-form.server.ts';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

it('every topic has its row once, the urgent ones first in their group', () => {
  const groups = choiceRows();
  expect(groups.map(({ group }) => group)).toEqual(['bids', 'watched', 'talk', 'house']);
  const rows = groups.flatMap((each) => each.rows);
  expect(rows.map(({ topic }) => topic).toSorted()).toEqual([...TOAST_TOPICS].toSorted());
  expect(groups[0]!.rows.slice(0, 3).map(({ urgent }) => urgent)).toEqual([true, true, false]);
  expect(rows.find(({ topic }) => topic === 'connection')?.channels).toEqual(['toast']);
});

describe('a form', () => {
  it('turns on what is ticked and off what is not, for every topic', () => {
    const change = changeOf(form({ 'outbid.toast': 'on', 'won.push': 'on', pace: 'daily', zone: 'Asia/Tokyo' }));
    expect(change).toMatchObject({ mailPace: 'daily', quiet: null, zone: 'Asia/Tokyo' });
    expect(change?.topics?.outbid).toEqual({ toast: true, sound: false, mail: false, push: false });
    expect(change?.topics?.won).toEqual({ toast: false, sound: false, mail: false, push: true });
    expect(change?.topics?.connection).toEqual({ toast: false });
    expect(Object.keys(change?.topics ?? {})).toHaveLength(TOAST_TOPICS.length);
  });

  it('says hours by its fields, which count only with the box', () => {
    expect(changeOf(form({ quiet: 'on', from: '22:00', to: '07:30' }))?.quiet).toEqual({ from: 1_320, to: 450 });
    expect(changeOf(form({ from: '22:00', to: '07:30' }))?.quiet).toBeNull();
  });

  it.each([
    ['22:00', ''],
    ['22:00', '22:00'],
    ['25:00', '07:00'],
    ['now', 'then'],
  ])('from %s to %s are no hours', (from, to) => {
    expect(changeOf(form({ quiet: 'on', from, to }))).toBeNull();
  });

  it('leaves out a pace that is none', () => {
    expect(changeOf(form({ pace: 'often' }))).not.toHaveProperty('mailPace');
  });
});
