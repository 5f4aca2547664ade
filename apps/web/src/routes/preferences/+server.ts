import { error, redirect } from '@sveltejs/kit';
import type { AccountChange } from '@rostrum/contract';
import { keepChoice } from '#lib/account/keep-choice.server.ts';
import { safePath } from '#lib/account/safe-path.ts';
import { currencyCode } from '#lib/format/currency-of.ts';
import { isLocale } from '#lib/messages/locale.ts';
import type { RequestEvent, RequestHandler } from './$types';

/** An address that names a language would show its page in that one whatever was chosen. */
function inChosenLanguage(path: string): string {
  const page = new URL(path, 'http://house.invalid');
  page.searchParams.delete('lang');
  return page.pathname + page.search + page.hash;
}

/** Keeps the chosen language, appearance or currency and goes back; a plain form, so it works without JavaScript. */
export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData();
  const locale = form.get('locale');
  const theme = form.get('theme');
  if (typeof locale === 'string' && isLocale(locale)) keepChoice(event, 'locale', locale);
  if (theme === 'light' || theme === 'dark' || theme === 'system') keepChoice(event, 'theme', theme);
  if (form.has('currency')) await keepCurrency(event, currencyCode(form.get('currency')));
  const next = safePath(form.get('next'));
  redirect(303, locale === null ? next : inChosenLanguage(next));
};

/** A signed-in person's currency is that of his account, on every device; nothing is left on this one. */
async function keepCurrency(event: RequestEvent, currency: string | null): Promise<void> {
  if (event.locals.me.person) {
    const change: AccountChange = { currency };
    const answer = await event.fetch('/api/me/account', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    if (!answer.ok) error(answer.status, { message: 'INTERNAL' });
  }
  keepChoice(event, 'currency', event.locals.me.person ? null : currency);
}
