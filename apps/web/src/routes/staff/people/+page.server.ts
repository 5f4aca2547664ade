import { fail } from '@sveltejs/kit';
import type { StaffPeople, StaffPerson } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import { askStaff } from '#lib/staff/ask-staff.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const ROLES = ['bidder', 'staff', 'owner'];

export const load: PageServerLoad = async ({ fetch, url }) => {
  const view = url.searchParams.get('view') === 'all' || url.searchParams.has('q') ? 'all' : 'waiting';
  const q = (url.searchParams.get('q') ?? '').slice(0, 200);
  const cursor = url.searchParams.get('cursor');
  const query = new URLSearchParams({ view, q, limit: '50', ...(cursor ? { cursor } : {}) });
  return {
    view,
    q,
    open: url.searchParams.get('person'),
    list: await readHouse<StaffPeople>(fetch, `/api/staff/people?${query}`),
  } as const;
};

/** Does one thing to one person; the dangerous ones only when the box was ticked. */
async function change(
  { request, fetch }: RequestEvent,
  act: 'approve' | 'ban' | 'unban' | 'role',
  options: { sure: boolean },
) {
  const form = await request.formData();
  const id = String(form.get('id') ?? '');
  const role = String(form.get('role') ?? '');
  if (options.sure && form.get('sure') !== 'yes') return fail(400, { id, act, role, fault: 'sure' as const });
  const answer = await askStaff<StaffPerson>({
    fetch,
    method: 'POST',
    path: `/api/staff/people/${encodeURIComponent(id)}/${act}`,
    body: act === 'role' && ROLES.includes(role) ? { role } : {},
  });
  if (!answer.ok) return fail(answer.status, { id, act, role, fault: answer.fault });
  return { done: act, name: answer.data.name, role: answer.data.role };
}

export const actions: Actions = {
  approve: (event) => change(event, 'approve', { sure: false }),
  unban: (event) => change(event, 'unban', { sure: false }),
  ban: (event) => change(event, 'ban', { sure: true }),
  role: (event) => change(event, 'role', { sure: true }),
};
