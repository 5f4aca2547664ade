import { fail } from '@sveltejs/kit';
import { askHouse } from '#lib/account/house-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
  token: url.searchParams.get('token') ?? '',
  here: url.pathname + url.search,
});

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData();
    const { answer } = await askHouse({
      fetch,
      path: '/api/owner/claim',
      body: { token: String(form.get('token') ?? '') },
    });
    if (answer.ok) return { claimed: true as const };
    return fail(400, {
      fault: answer.fault === 'tooMany' || answer.fault === 'failed' ? answer.fault : ('claimBad' as const),
    });
  },
};
