import { fail, redirect } from '@sveltejs/kit';
import { askHouse } from '#lib/account/house-account.server.ts';
import { tokenOf } from '#lib/account/token-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => ({ token: tokenOf(event) });

export const actions: Actions = {
  /** A button, not the link itself: programs that look into mails open every link. */
  confirm: async ({ request, fetch, locals }) => {
    const token = String((await request.formData()).get('token') ?? '');
    const { answer } = await askHouse({ fetch, path: '/api/auth/verify', body: { token } });
    if (answer.ok) redirect(303, locals.me.person ? '/' : '/sign-in?confirmed');
    if (answer.fault === 'tooMany' || answer.fault === 'failed') return fail(503, { token, fault: answer.fault });
    return fail(400, { token: '', fault: 'bad' as const });
  },

  /** The answer is the same whether the house knows the address or not. */
  resend: async ({ request, fetch }) => {
    const email = String((await request.formData()).get('email') ?? '').trim();
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) return fail(400, { token: '', email, fault: 'email' as const });
    const { answer } = await askHouse({ fetch, path: '/api/auth/verify/resend', body: { email } });
    if (answer.ok) return { token: '', sent: true as const };
    if (answer.fault === 'invalid') return fail(400, { token: '', email, fault: 'email' as const });
    const fault = answer.fault === 'tooMany' ? ('tooMany' as const) : ('failed' as const);
    return fail(fault === 'tooMany' ? 429 : 503, { token: '', email, fault });
  },
};
