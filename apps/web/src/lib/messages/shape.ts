import type { account } from './en/account.ts';
import type { en } from './en/index.ts';

/** The words of every page in one language. */
export type Messages = typeof en;

/** The words of the pages about accounts, which the others need not carry. */
export type AccountMessages = typeof account;
