import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** The owner's page of the house's mails. */
export const mail = {
  title: 'Mails of the house',
  kept: 'The house has no mail server (SMTP_URL), so its mails are kept here. Open one to pass on what it says.',
  none: 'There are no mails yet.',
  what: 'Mail',
  to: 'To',
  status: 'What became of it',
  when: 'When',
  open: 'Open',
  openName: (what: string, name: string) => `Open: ${what}, to ${name}`,
  nobody: 'Somebody who deleted the account',
  more: 'Older mails',
  kinds: {
    verification: 'Confirm the address',
    reset: 'New password',
    outbid: 'Outbid',
    won: 'Won',
    notice: 'A notice',
    notices: 'Several notices',
    digest: 'How the auction ended',
    'account-deleted': 'Account deleted',
  },
  statuses: { queued: 'waits', sent: 'sent', failed: 'given up', kept: 'kept' },
  reason: (reason: string, attempts: number) =>
    `${reason}, ${plural(attempts, { one: 'tried once', other: 'tried # times' })}`,
  again: (time: string) => `again ${time}`,
  back: 'All mails',
  noted: 'The house has noted that you opened this mail, because a link in it opens an account.',
  withheld: {
    expired: 'The link is too old and no longer shown.',
    staff: 'The link is not shown: it opens the account of somebody who works here.',
  },
  openings: 'Who opened it',
};
