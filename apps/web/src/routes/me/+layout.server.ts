import { redirect } from '@sveltejs/kit';
import type { OwnLots } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { LayoutServerLoad } from './$types';

/** A person's lots and auctions; strangers are asked to sign in and come back. */
export const load: LayoutServerLoad = async ({ locals, fetch, url }) => {
  if (!locals.me.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  return { mine: await readHouse<OwnLots>(fetch, '/api/me/lots') };
};
