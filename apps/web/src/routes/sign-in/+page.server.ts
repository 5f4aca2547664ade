import { fail, redirect } from '@sveltejs/kit';
import { askHouse, passCookies } from '#lib/account/house-account.server.ts';
import { nextOf, safePath } from '#lib/account/safe-path.ts';
import { emailIn, isEmail, passwordIn } from '#lib/account/typed-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What brought the visitor here, as the address says. */
const NOTICES = ['opened', 'reset', 'confirmed', 'deleted'] as const;

export const load: PageServerLoad = ({ locals, url }) => {
  const next = nextOf(url.searchParams);
  if (locals.me.person) redirect(303, next);
  const notice = NOTICES.find((name) => url.searchParams.has(name)) ?? null;
  return {
    next,
    notice,
    confirm: url.searchParams.get('opened') === 'confirm',
    keepsAmount: /^\/lots\/[^?]+\?(.*&)?max=/.test(next),
  };
};

export const actions: Actions = {
  default: async ({ request, fetch, cookies }) => {
    const form = await request.formData();
    const email = emailIn(form);
    const password = passwordIn(form);
    if (!isEmail(email)) return fail(400, { email, fault: 'email' as const });
    if (password === '') return fail(400, { email, fault: 'password' as const });
    const { answer, response } = await askHouse({ fetch, path: '/api/auth/sign-in/email', body: { email, password } });
    if (!answer.ok) {
      // What is no address and what is not known are one answer.
      const unconfirmed = response?.status === 403;
      const fault = unconfirmed ? 'unverified' : answer.fault === 'invalid' ? 'wrong' : answer.fault;
      return fail(fault === 'tooMany' ? 429 : 400, { email, fault });
    }
    passCookies(response, cookies);
    redirect(303, safePath(form.get('next')));
  },
};
