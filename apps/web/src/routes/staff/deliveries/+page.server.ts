import { DELIVERY_STATUSES, SENT_CHANNELS, type StaffDeliveries } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

/** All that goes out, with what it is filtered by. */
export const load: PageServerLoad = async ({ fetch, url }) => {
  const status = DELIVERY_STATUSES.find((each) => each === url.searchParams.get('status'));
  const channel = SENT_CHANNELS.find((each) => each === url.searchParams.get('channel'));
  const cursor = url.searchParams.get('cursor');
  const filter = { ...(status ? { status } : {}), ...(channel ? { channel } : {}) };
  const query = new URLSearchParams({ limit: '50', ...filter, ...(cursor ? { cursor } : {}) });
  const list = await readHouse<StaffDeliveries>(fetch, `/api/staff/deliveries?${query}`);
  const counts = DELIVERY_STATUSES.map((each) => ({
    status: each,
    count: list.counts
      .filter((line) => line.status === each && (channel === undefined || line.channel === channel))
      .reduce((sum, line) => sum + line.count, 0),
  }));
  return { list, counts, channels: SENT_CHANNELS, status: status ?? null, channel: channel ?? null };
};
