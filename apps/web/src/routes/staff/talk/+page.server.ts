import { fail } from '@sveltejs/kit';
import type { StaffChatMute, StaffChatReports } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import { askStaff } from '#lib/staff/ask-staff.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** As many reports at once as a person reads. */
const AT_ONCE = 50;

export const load: PageServerLoad = async ({ fetch, url }) => {
  const cursor = url.searchParams.get('cursor');
  const query = new URLSearchParams({ limit: String(AT_ONCE), ...(cursor ? { cursor } : {}) });
  const [reports, mutes] = await Promise.all([
    readHouse<StaffChatReports>(fetch, `/api/staff/chat/reports?${query}`),
    readHouse<{ items: StaffChatMute[] }>(fetch, '/api/staff/chat/mutes'),
  ]);
  return {
    reports,
    mutes: mutes.items,
    /** The message whose removal waits for a yes. */
    asked: url.searchParams.get('remove'),
  };
};

type Act = 'remove' | 'keep' | 'mute' | 'unmute';

async function act({ request, fetch }: RequestEvent, what: Act) {
  const form = await request.formData();
  const [room, id] = ['room', 'id'].map((name) => encodeURIComponent(String(form.get(name) ?? '')));
  const minutes = what === 'mute' ? Number(form.get('minutes')) : 0;
  const muting = what === 'mute' || what === 'unmute';
  const answered = await askStaff<unknown>({
    fetch,
    method: 'POST',
    path: `/api/staff/chat/${room}/messages/${id}/${muting ? 'mute' : what}`,
    ...(muting ? { body: { minutes } } : {}),
  });
  return answered.ok ? { done: what } : fail(answered.status, { fault: true as const });
}

export const actions: Actions = {
  remove: (event) => act(event, 'remove'),
  keep: (event) => act(event, 'keep'),
  mute: (event) => act(event, 'mute'),
  unmute: (event) => act(event, 'unmute'),
};
