import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** What frames every page. */
export const shell = {
  skip: 'Skip to the content',
  home: 'Front page',
  auctions: 'Auctions',
  signIn: 'Sign in',
  signUp: 'Open an account',
  signOut: 'Sign out',
  staff: 'Staff desk',
  signedInAs: (name: string) => `Signed in as ${name}`,
  menu: {
    bids: 'Your bids',
    watching: 'Watching',
    won: 'Won lots',
    registrations: 'Registrations',
    notices: 'Notices',
    account: 'Account',
  },
  unseen: (count: number) => plural(count, { one: '# new notice', other: '# new notices' }),
  watch: 'Watch',
  watching: 'Watching',
  watchFailed: 'This could not be saved. Try again.',
  activity: 'Latest bids',
  language: 'Language',
  languageNames: { en: 'English', ru: 'Русский' },
  appearance: 'Appearance',
  appearances: { system: 'As the device', light: 'Light', dark: 'Dark' },
  rates: 'Currency rates',
  currency: 'Prices also in',
  currencyNone: 'no other currency',
  currencyShow: 'Show',
  developers: 'API',
  status: 'Live messages',
  noScript:
    'JavaScript is off, so prices here stand as they were when the page loaded and bids cannot be placed. Everything can be read; load the page again for newer prices.',
  demo: 'This is a demonstration: nothing is for sale, and some bidders are robots.',
  demoSignIn: 'Sign in as ada@demo.test, bo@demo.test or cy@demo.test, password demo-demo-demo.',
  waiting:
    'Your account waits for the house to approve it. You can look at everything; bidding opens with the approval.',
  /** What the banner says when the page may not show the newest state. */
  connection: {
    late: 'Prices may be late. The house has not been heard for some seconds; we ask before any bid.',
    reconnecting: 'Reconnecting. Prices stand as last heard and catch up by themselves.',
    polling: 'Live connection blocked. Prices are read anew every few seconds.',
    offline: 'No connection to the house. Prices stand as last heard.',
  },
  edition: {
    gone: 'The house was updated.',
    reload: 'Load this page anew',
  },
};
