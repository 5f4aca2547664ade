import type { account } from './en/account.ts';
import type { choice } from './en/choice.ts';
import type { deliveries } from './en/deliveries.ts';
import type { chat } from './en/chat.ts';
import type { embed } from './en/embed.ts';
import type { filters } from './en/filters.ts';
import type { en } from './en/index.ts';
import type { lotMore } from './en/lot-more.ts';
import type { mail } from './en/mail.ts';
import type { mistakes } from './en/mistakes.ts';
import type { me } from './en/me.ts';
import type { offline } from './en/offline.ts';
import type { rates } from './en/rates.ts';
import type { settings } from './en/settings.ts';
import type { staff } from './en/staff.ts';
import type { staffTalk } from './en/staff-talk.ts';
import type { watching } from './en/watching.ts';

/** The words of every page in one language. */
export type Messages = typeof en;

/** The words of the pages about accounts, which the others need not carry. */
export type AccountMessages = typeof account;

/** The words of the page of one's own account. */
export type SettingsMessages = typeof settings;

/** The words of the owner's page of mails. */
export type MailMessages = typeof mail;

/** The words of the pages for people of the house. */
export type StaffMessages = typeof staff;

/** The words of a person's own pages, of toasts and of the latest doings, which come after the page. */
export type MeMessages = typeof me;

/** What the page says that stands in for others without a connection. */
export type OfflineMessages = typeof offline;

/** What a lot page says only when it is asked. */
export type LotMoreMessages = typeof lotMore;

/** The words of the staff page of mistakes. */
export type MistakesMessages = typeof mistakes;

/** The words of the pages that filter lots. */
export type FilterMessages = typeof filters;

/** The words of currency rates. */
export type RatesMessages = typeof rates;

/** How many people watch, which comes after the page. */
export type WatchingMessages = typeof watching;

/** What is said in and around the rooms where people write. */
export type ChatMessages = typeof chat;

/** The words of the staff page of reported messages. */
export type StaffTalkMessages = typeof staffTalk;

/** The words of the staff page that makes widgets. */
export type EmbedMessages = typeof embed;

/** The words of choosing what one is told. */
export type ChoiceMessages = typeof choice;

/** The words of the staff page of all that goes out. */
export type DeliveriesMessages = typeof deliveries;
