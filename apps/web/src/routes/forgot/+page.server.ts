import { fail } from '@sveltejs/kit';
import { askHouse } from '#lib/account/house-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only so that the page has data of its own. */
export const load: PageServerLoad = () => ({});

export const actions: Actions = {
  /** The answer is the same whether the house knows the address or not. */
  default: async ({ request, fetch }) => {
    const email = String((await request.formData()).get('email') ?? '').trim();
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) return fail(400, { email, fault: 'email' as const });
    const { answer } = await askHouse({ fetch, path: '/api/auth/forgot', body: { email } });
    if (answer.ok) return { asked: true as const };
    if (answer.fault === 'invalid') return fail(400, { email, fault: 'email' as const });
    return fail(answer.fault === 'tooMany' ? 429 : 503, {
      email,
      fault: answer.fault === 'tooMany' ? ('tooMany' as const) : ('failed' as const),
    });
  },
};
