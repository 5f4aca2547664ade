import { redirect } from '@sveltejs/kit';
import type { OwnChat, OwnLots } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { LayoutServerLoad } from './$types';

/** A person's lots, auctions and rooms that he wrote in; strangers are asked to sign in and come back. */
export const load: LayoutServerLoad = async ({ locals, fetch, url }) => {
  if (!locals.me.person) redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
  const [mine, talk] = await Promise.all([
    readHouse<OwnLots>(fetch, '/api/me/lots'),
    readHouse<OwnChat>(fetch, '/api/me/chat'),
  ]);
  return { mine, talk };
};
