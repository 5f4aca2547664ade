import { fail } from '@sveltejs/kit';
import type { DemoPreview } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import { askStaff } from '#lib/staff/ask-staff.server.ts';
import type { Actions, PageServerLoad } from './$types';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$|\.localhost$/;

export const load: PageServerLoad = async ({ fetch, url }) => ({
  preview: await readHouse<DemoPreview>(fetch, '/api/staff/demo'),
  /** On this machine the first who signs up owns the house. */
  loopback: LOOPBACK.test(url.hostname),
});

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData();
    if (form.get('sure') !== 'yes') return fail(400, { fault: 'sure' as const });
    const answer = await askStaff<DemoPreview>({ fetch, method: 'DELETE', path: '/api/staff/demo' });
    return answer.ok ? { removed: true as const } : fail(answer.status, { fault: answer.fault });
  },
};
