import { error, redirect } from '@sveltejs/kit';
import { readHouse } from '#lib/house/read-house.ts';
import type { DemoPreview, StaffPeople } from '@rostrum/contract';
import type { LayoutServerLoad } from './$types';

/** Strangers sign in first; bidders are told that these pages are not for them. */
export const load: LayoutServerLoad = async ({ fetch, locals, url }) => {
  const { person } = locals.me;
  if (person === null) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  if (person.role === 'bidder') error(403, { message: 'FORBIDDEN' });
  const [{ waiting }, demo] = await Promise.all([
    readHouse<StaffPeople>(fetch, '/api/staff/people?limit=1'),
    readHouse<DemoPreview>(fetch, '/api/staff/demo'),
  ]);
  return { person, waiting, hasDemo: demo.auctions + demo.people > 0 };
};
