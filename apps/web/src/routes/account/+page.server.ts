import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { NAME_MAX, PASSWORD_MAX, PASSWORD_MIN, type Account, type AccountSession, type Page } from '@rostrum/contract';
import { askAccount, type SettingsFault } from '#lib/account/ask-account.server.ts';
import { currencyChoices, zoneChoices } from '#lib/account/choices.server.ts';
import { passCookies } from '#lib/account/house-account.server.ts';
import { keepChoice } from '#lib/account/keep-choice.server.ts';
import { readHouse } from '#lib/house/read-house.ts';
import { isLocale } from '#lib/messages/locale.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = ['profile', 'password', 'others'] as const;

export const load: PageServerLoad = async ({ fetch, locals, url }) => {
  if (!locals.me.person) redirect(303, '/sign-in?next=/account');
  const [account, sessions] = await Promise.all([
    readHouse<Account>(fetch, '/api/me/account'),
    readHouse<Page<AccountSession>>(fetch, '/api/me/sessions'),
  ]);
  const done = DONE.find((part) => url.searchParams.get('done') === part) ?? null;
  const choices = { zones: zoneChoices(account.zone), currencies: currencyChoices(locals.locale) };
  return { account, sessions: sessions.items, done, ...choices };
};

type Part = 'profile' | 'password' | 'others' | 'delete';

/** What a form shows again when it was not taken; passwords never. */
function refused(part: Part, fault: SettingsFault | 'short' | 'long' | 'sure', typed: { name?: string } = {}) {
  return fail(fault === 'tooMany' ? 429 : fault === 'failed' ? 503 : 400, { part, fault, ...typed });
}

const text = (form: FormData, name: string): string => String(form.get(name) ?? '');

async function change(
  event: RequestEvent,
  part: Part,
  asked: { method: 'PATCH' | 'POST'; path: string; body?: object },
) {
  const answer = await askAccount({ fetch: event.fetch, ...asked });
  if (answer.signedOut) redirect(303, '/sign-in?next=/account');
  return { ...answer, refusal: answer.fault === null ? null : refused(part, answer.fault) };
}

export const actions: Actions = {
  profile: async (event) => {
    const form = await event.request.formData();
    const locale = text(form, 'locale');
    const name = text(form, 'name').trim().slice(0, NAME_MAX);
    const body = {
      // Shared accounts have no field for a name.
      ...(form.has('name') ? { name } : {}),
      ...(isLocale(locale) ? { locale } : {}),
      zone: text(form, 'zone') || null,
      currency: text(form, 'currency') || null,
    };
    if (form.has('name') && name === '') return refused('profile', 'name', { name });
    const { fault } = await change(event, 'profile', { method: 'PATCH', path: '/api/me/account', body });
    if (fault) return refused('profile', fault, { name });
    if (isLocale(locale)) keepChoice(event, 'locale', locale);
    keepChoice(event, 'currency', null);
    redirect(303, '/account?done=profile');
  },

  password: async (event) => {
    const form = await event.request.formData();
    const [current, next] = [text(form, 'current'), text(form, 'next')];
    if (current === '') return refused('password', 'current');
    if (next.length < PASSWORD_MIN) return refused('password', 'short');
    if (next.length > PASSWORD_MAX) return refused('password', 'long');
    const asked = { method: 'POST', path: '/api/me/password', body: { current, next } } as const;
    const { refusal, response } = await change(event, 'password', asked);
    if (refusal) return refusal;
    passCookies(response, event.cookies);
    redirect(303, '/account?done=password');
  },

  others: async (event) => {
    const { refusal } = await change(event, 'others', { method: 'POST', path: '/api/me/sessions/revoke-others' });
    if (refusal) return refusal;
    redirect(303, '/account?done=others');
  },

  delete: async (event) => {
    const form = await event.request.formData();
    const password = text(form, 'password');
    if (password === '') return refused('delete', 'password');
    if (form.get('sure') !== 'yes') return refused('delete', 'sure');
    const asked = { method: 'POST', path: '/api/me/delete', body: { password } } as const;
    const { refusal, response } = await change(event, 'delete', asked);
    if (refusal) return refusal;
    passCookies(response, event.cookies);
    redirect(303, '/sign-in?deleted');
  },
};
