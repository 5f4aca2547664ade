import type { PageLoad } from './$types';

/** Brings what only bidders are shown to bidders, so that it is there with the page and nothing moves when it comes. */
export const load: PageLoad = async ({ data, parent }) => {
  const { me } = await parent();
  return { ...data, bidderParts: me.person ? await import('#lib/bidding/bidder-parts.ts') : null };
};
