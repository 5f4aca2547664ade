import type { OpenedMail } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

/** Reading it is noted by the house, so nothing on the way here may load this page ahead. */
export const load: PageServerLoad = async ({ fetch, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'same-origin' });
  return { mail: await readHouse<OpenedMail>(fetch, `/api/staff/mail/${encodeURIComponent(params.id)}`) };
};
