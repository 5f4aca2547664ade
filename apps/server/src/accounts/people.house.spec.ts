import type { StaffPeople, StaffPerson } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';

const PUBLIC_URL = 'https://auctions.example.org';
let house: TestHouse;
let owner: TestPerson;
beforeAll(async () => {
  // Off loopback nobody is approved by himself.
  house = await startHouse({ env: { PUBLIC_URL } });
  owner = await house.signUp('Olga');
  await house.setRole(owner.personId, 'owner');
});
afterAll(() => house.close());

const list = async (query: string, cookie = owner.cookie): Promise<StaffPeople> =>
  (await (await fetch(`${house.url}/api/staff/people?${query}`, { headers: { cookie } })).json()) as StaffPeople;
const change = (id: string, what: string): Promise<Response> =>
  fetch(`${house.url}/api/staff/people/${id}/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: PUBLIC_URL, cookie: owner.cookie },
    body: '{}',
  });

describe('people of a house that approves them', () => {
  it('wait in the order in which they came, and are counted in every view', async () => {
    const [wim, xenia] = [await house.signUp('Wim'), await house.signUp('Xenia')];
    const waiting = await list('');
    const ids = waiting.items.map(({ id }) => id).filter((id) => [wim.personId, xenia.personId].includes(id));
    expect(ids).toEqual([wim.personId, xenia.personId]);
    expect(waiting.waiting).toBe(waiting.items.length);
    const approved = (await (await change(wim.personId, 'approve')).json()) as StaffPerson;
    expect(approved).toMatchObject({ id: wim.personId, approved: true, demo: false });
    expect((await list('view=all&limit=1')).waiting).toBe(waiting.waiting - 1);
  });

  it('are found by any part of their names, whatever it holds', async () => {
    const { personId } = await house.signUp('Yusuf O');
    for (const q of ['usuf', 'YUSUF o', 'yusuf.o@']) {
      expect((await list(`view=all&q=${encodeURIComponent(q)}`)).items.map(({ id }) => id)).toEqual([personId]);
    }
    for (const q of ["'; DROP TABLE people; --", '%', '\0', '\\', '_', '👩‍👩‍👧']) {
      const { items } = await list(`view=all&q=${encodeURIComponent(q)}`);
      expect(items.every(({ name, email }) => `${name}${email}`.includes(q.replaceAll('\0', '')))).toBe(true);
    }
  });

  it('are listed for people of the house only', async () => {
    const bidder = await house.signUp('Zoe');
    for (const cookie of ['', bidder.cookie]) {
      expect(await list('', cookie)).toMatchObject({ code: cookie ? 'FORBIDDEN' : 'UNAUTHENTICATED' });
    }
  });
});
