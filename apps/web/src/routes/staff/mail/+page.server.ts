import type { MailSummary, Page } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = new URLSearchParams({ limit: '50', ...(cursor ? { cursor } : {}) });
  return { list: await readHouse<Page<MailSummary>>(fetch, `/api/staff/mail?${query}`) };
};
