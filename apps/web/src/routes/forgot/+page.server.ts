import { fail } from '@sveltejs/kit';
import { askForMail } from '#lib/account/ask-for-mail.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only so that the page has data of its own. */
export const load: PageServerLoad = () => ({});

export const actions: Actions = {
  default: async ({ request, fetch }) => {
    const refused = await askForMail(request, fetch, '/api/auth/forgot');
    return refused ? fail(refused.status, { email: refused.email, fault: refused.fault }) : { asked: true as const };
  },
};
