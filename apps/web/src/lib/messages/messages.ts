import type { Locale } from './locale.ts';
import type {
  AccountMessages,
  ChoiceMessages,
  DeliveriesMessages,
  ChatMessages,
  EmbedMessages,
  FilterMessages,
  LotMoreMessages,
  MailMessages,
  MeMessages,
  Messages,
  MistakesMessages,
  RatesMessages,
  SettingsMessages,
  StaffMessages,
  StaffTalkMessages,
  WatchingMessages,
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

/** Loads the words of currency rates in one language. */
export async function loadRatesMessages(locale: Locale): Promise<RatesMessages> {
  return (locale === 'ru' ? await import('./ru/rates.ts') : await import('./en/rates.ts')).rates;
}

/** Loads how to say how many people watch. */
export async function loadWatchingMessages(locale: Locale): Promise<WatchingMessages> {
  return (locale === 'ru' ? await import('./ru/watching.ts') : await import('./en/watching.ts')).watching;
}

/** Loads the words of questions and talk. */
export async function loadChatMessages(locale: Locale): Promise<ChatMessages> {
  return (locale === 'ru' ? await import('./ru/chat.ts') : await import('./en/chat.ts')).chat;
}

/** Loads the words of the staff page of reported messages. */
export async function loadStaffTalkMessages(locale: Locale): Promise<StaffTalkMessages> {
  return (locale === 'ru' ? await import('./ru/staff-talk.ts') : await import('./en/staff-talk.ts')).staffTalk;
}

/** Loads the words of the staff page that makes widgets. */
export async function loadEmbedMessages(locale: Locale): Promise<EmbedMessages> {
  return (locale === 'ru' ? await import('./ru/embed.ts') : await import('./en/embed.ts')).embed;
}

/** Loads the words of choosing what one is told. */
export async function loadChoiceMessages(locale: Locale): Promise<ChoiceMessages> {
  return (locale === 'ru' ? await import('./ru/choice.ts') : await import('./en/choice.ts')).choice;
}

/** Loads the words of the staff page of all that goes out. */
export async function loadDeliveriesMessages(locale: Locale): Promise<DeliveriesMessages> {
  return (locale === 'ru' ? await import('./ru/deliveries.ts') : await import('./en/deliveries.ts')).deliveries;
}
