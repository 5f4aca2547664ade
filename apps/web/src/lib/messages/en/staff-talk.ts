import { pluralOf } from '#lib/format/plural.ts';

const plural = pluralOf('en');

/** The staff page of what people reported in questions and talk. */
export const staffTalk = {
  title: 'Reported messages',
  what: 'People told the house that these do not belong here. Removing takes the words away for everyone; letting it stand closes the matter. The writer is never told who reported.',
  none: 'Nothing was reported. What is reported in questions and talk waits here for you.',
  message: 'Message',
  reports: 'Reported',
  acts: 'What you can do',
  count: (count: number) => plural(count, { one: 'by # person', other: 'by # people' }),
  since: (when: string) => `first at ${when}`,
  note: (text: string) => `“${text}”`,
  writer: (name: string, as: string) => `${name}, as ${as}`,
  muted: (when: string) => `silent until ${when}`,
  inLot: 'Question or answer on',
  inTalk: 'In the talk of',
  remove: 'Remove',
  removeSure: 'Remove for everyone',
  back: 'Not yet',
  keep: 'Let it stand',
  mute: 'Mute',
  muteLabel: (name: string) => `For how long ${name} may not write in this auction`,
  minutes: { 10: '10 minutes', 60: '1 hour', 1440: '1 day' },
  unmute: 'Let write again',
  of: (act: string, name: string) => `${act}: ${name}`,
  next: 'More reports',
  mutesTitle: 'Who is silent now',
  person: 'Person',
  until: 'Until',
  noMutes: 'Nobody.',
  done: {
    remove: 'Removed for everyone.',
    keep: 'The message stands.',
    mute: 'This person cannot write in the auction for that long.',
    unmute: 'This person may write again.',
  },
  failed: 'This did not work: somebody may have been quicker. The list is new.',
};
