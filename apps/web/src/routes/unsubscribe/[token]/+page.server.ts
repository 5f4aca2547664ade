import type { Unsubscribing } from '@rostrum/contract';
import type { PageServerLoad } from './$types';

/**
 * What the link at the foot of a mail turns off. To open the page changes nothing; its form posts to the house itself, at
 * this address, like mail programs do.
 */
export const load: PageServerLoad = async ({ fetch, params, setHeaders }) => {
  setHeaders({ 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' });
  const answer = await fetch(`/api/unsubscribe/${encodeURIComponent(params.token)}`);
  return { asked: answer.ok ? ((await answer.json()) as Unsubscribing) : null };
};
