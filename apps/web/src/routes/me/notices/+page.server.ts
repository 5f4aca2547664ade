import type { NoticesPage } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

const AT_ONCE = 30;

/** A page of notices, the newest first. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  // Strangers are sent to sign in before anything is asked for them.
  await parent();
  const cursor = url.searchParams.get('before');
  const query = new URLSearchParams({ limit: String(AT_ONCE), ...(cursor ? { cursor } : {}) });
  return { notices: await readHouse<NoticesPage>(fetch, `/api/me/notices?${query}`), older: cursor !== null };
};
