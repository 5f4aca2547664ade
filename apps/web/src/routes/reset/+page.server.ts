import { fail, redirect } from '@sveltejs/kit';
import { askHouse } from '#lib/account/house-account.server.ts';
import { tokenOf } from '#lib/account/token-page.server.ts';
import { passwordFault, passwordIn } from '#lib/account/typed-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ token: tokenOf(event) });

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const form = await request.formData();
    const token = String(form.get('token') ?? '');
    const password = passwordIn(form);
    const fault = passwordFault(password);
    if (fault) return fail(400, { token, fault });
    const { answer } = await askHouse({ fetch, path: '/api/auth/reset', body: { token, password } });
    if (answer.ok) redirect(303, '/sign-in?reset');
    if (answer.fault === 'tooMany' || answer.fault === 'failed') return fail(503, { token, fault: answer.fault });
    return fail(400, { token: '', fault: 'bad' as const });
  },
};
