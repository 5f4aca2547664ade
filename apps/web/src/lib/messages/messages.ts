import type { Locale } from './locale.ts';
import type {
  AccountMessages,
  FilterMessages,
  LotMoreMessages,
  MailMessages,
  MeMessages,
  Messages,
  MistakesMessages,
  SettingsMessages,
  StaffMessages,
} from './shape.ts';

/** Loads one language; the other never reaches the visitor. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en;
}

/** Loads the words of the account pages in one language. */
export async function loadAccountMessages(locale: Locale): Promise<AccountMessages> {
  return (locale === 'ru' ? await import('./ru/account.ts') : await import('./en/account.ts')).account;
}

/** Loads the words of the page of one's own account in one language. */
export async function loadSettingsMessages(locale: Locale): Promise<SettingsMessages> {
  return (locale === 'ru' ? await import('./ru/settings.ts') : await import('./en/settings.ts')).settings;
}

/** Loads the words of the owner's page of mails in one language. */
export async function loadMailMessages(locale: Locale): Promise<MailMessages> {
  return (locale === 'ru' ? await import('./ru/mail.ts') : await import('./en/mail.ts')).mail;
}

/** Loads the words of the staff pages in one language. */
export async function loadStaffMessages(locale: Locale): Promise<StaffMessages> {
  return (locale === 'ru' ? await import('./ru/staff.ts') : await import('./en/staff.ts')).staff;
}

/** Loads the words of a person's own pages, of toasts and of the latest doings in one language. */
export async function loadMeMessages(locale: Locale): Promise<MeMessages> {
  return (locale === 'ru' ? await import('./ru/me.ts') : await import('./en/me.ts')).me;
}

/** Loads what a lot page says only when it is asked. */
export async function loadLotMoreMessages(locale: Locale): Promise<LotMoreMessages> {
  return (locale === 'ru' ? await import('./ru/lot-more.ts') : await import('./en/lot-more.ts')).lotMore;
}

/** Loads the words of the staff page of mistakes. */
export async function loadMistakesMessages(locale: Locale): Promise<MistakesMessages> {
  return (locale === 'ru' ? await import('./ru/mistakes.ts') : await import('./en/mistakes.ts')).mistakes;
}

/** Loads the words of the pages that filter lots. */
export async function loadFilterMessages(locale: Locale): Promise<FilterMessages> {
  return (locale === 'ru' ? await import('./ru/filters.ts') : await import('./en/filters.ts')).filters;
}
