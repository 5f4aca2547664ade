import { redirect } from '@sveltejs/kit';
import { safePath } from '#lib/account/safe-path.ts';
import { isLocale } from '#lib/messages/locale.ts';
import type { RequestHandler } from './$types';

const YEAR_S = 31_536_000;

/** Keeps the chosen language or appearance and goes back; a plain form, so it works without JavaScript. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const kept = { path: '/', maxAge: YEAR_S, sameSite: 'lax', secure: url.protocol === 'https:' } as const;
  const locale = form.get('locale');
  const theme = form.get('theme');
  if (typeof locale === 'string' && isLocale(locale)) cookies.set('locale', locale, kept);
  if (theme === 'light' || theme === 'dark' || theme === 'system') cookies.set('theme', theme, kept);
  redirect(303, safePath(form.get('next')));
};
