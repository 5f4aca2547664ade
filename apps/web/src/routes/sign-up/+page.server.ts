import { fail, redirect } from '@sveltejs/kit';
import type { SignedUp } from '@rostrum/contract';
import { askHouse } from '#lib/account/house-account.server.ts';
import { nextOf, safePath } from '#lib/account/safe-path.ts';
import { emailIn, isEmail, passwordFault, passwordIn } from '#lib/account/typed-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = nextOf(url.searchParams);
  if (locals.me.person) redirect(303, next);
  return { next };
};

function faultOf(name: string, email: string, password: string) {
  if (name === '') return 'name' as const;
  return isEmail(email) ? passwordFault(password) : ('email' as const);
}

export const actions: Actions = {
  /**
   * Opens an account. A known address gets the same answer as a new one, and nobody is signed in here: whoever does not
   * have the password learns nothing about the address.
   */
  default: async ({ request, fetch, locals }) => {
    const form = await request.formData();
    const name = String(form.get('name') ?? '')
      .trim()
      .slice(0, 100);
    const email = emailIn(form);
    const password = passwordIn(form);
    const fault = faultOf(name, email, password);
    if (fault) return fail(400, { name, email, fault });
    const body = { name, email, password, locale: locals.locale };
    const { answer, response } = await askHouse({ fetch, path: '/api/auth/sign-up/email', body });
    // Judged before the house looks whether it knows the address.
    if (!answer.ok && answer.fault === 'invalid') return fail(400, { name, email, fault: 'email' as const });
    if (!answer.ok && (answer.fault === 'tooMany' || answer.fault === 'failed')) {
      return fail(answer.fault === 'tooMany' ? 429 : 503, { name, email, fault: answer.fault });
    }
    const next = safePath(form.get('next'));
    const { confirm } = answer.ok && response ? ((await response.json()) as SignedUp) : { confirm: false };
    redirect(303, `/sign-in?opened${confirm ? '=confirm' : ''}&next=${encodeURIComponent(next)}`);
  },
};
