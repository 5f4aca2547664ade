import { fail, redirect } from '@sveltejs/kit';
import { askForMail } from '#lib/account/ask-for-mail.server.ts';
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

  resend: async ({ request, fetch }) => {
    const refused = await askForMail(request, fetch, '/api/auth/verify/resend');
    if (!refused) return { token: '', sent: true as const };
    return fail(refused.status, { token: '', email: refused.email, fault: refused.fault });
  },
};
