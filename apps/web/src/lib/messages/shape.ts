import type { account } from './en/account.ts';
import type { en } from './en/index.ts';
import type { me } from './en/me.ts';
import type { staff } from './en/staff.ts';

/** The words of every page in one language. */
export type Messages = typeof en;

/** The words of the pages about accounts, which the others need not carry. */
export type AccountMessages = typeof account;

/** The words of the pages for people of the house. */
export type StaffMessages = typeof staff;

/** The words of a person's own pages, of toasts and of the latest doings, which come after the page. */
export type MeMessages = typeof me;
