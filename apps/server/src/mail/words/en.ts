import { moneyText, momentText } from '../../platform/index.ts';
import type { Draft, Letter, LetterLot, Outcome } from '../letter.ts';

type Of<Kind extends Letter['kind']> = Extract<Letter, { kind: Kind }>;
type Body = Omit<Draft, 'greeting' | 'lists' | 'closing' | 'foot'> & Partial<Pick<Draft, 'lists' | 'closing'>>;

const HOUR_MS = 3_600_000;

/** English. */
export function english(letter: Letter): Draft {
  const greeting = letter.name ? `Hello ${letter.name},` : 'Hello,';
  return { greeting, lists: [], closing: [], foot: footOf(letter), ...bodyOf(letter) };
}

function footOf({ off }: Letter): Draft['foot'] {
  if (off === undefined) return [];
  return [
    { label: 'No more mails like this one', url: off.url },
    { label: 'Choose what you are told, and how', url: off.choiceUrl },
  ];
}

function bodyOf(letter: Letter): Body {
  switch (letter.kind) {
    case 'verification':
      return verification(letter);
    case 'reset':
      return reset(letter);
    case 'outbid':
      return outbid(letter);
    case 'won':
      return won(letter);
    case 'notice':
      return notice(letter);
    case 'notices':
      return notices(letter);
    case 'digest':
      return digest(letter);
    case 'account-deleted':
      return accountDeleted(letter);
  }
}

function length(ms: number): string {
  const hours = Math.round(ms / HOUR_MS);
  if (hours > 48) return `${Math.round(hours / 24)} days`;
  return hours === 1 ? 'one hour' : `${hours} hours`;
}

const money = (minor: number, lot: LetterLot): string => moneyText(minor, lot, 'en');

function verification({ url, validMs, house }: Of<'verification' | 'reset'>): Body {
  return {
    subject: 'Confirm your address',
    paragraphs: [`An account was opened with this address at ${house}. Confirm that the address is yours.`],
    action: url === null ? null : { label: 'Confirm the address', url },
    closing: [`The link works for ${length(validMs)}. If you opened no account, do nothing.`],
    why: `You get this mail because somebody gave this address when opening an account at ${house}.`,
  };
}

function reset({ url, validMs, house }: Of<'verification' | 'reset'>): Body {
  return {
    subject: 'Set a new password',
    paragraphs: [`A new password was asked for, for your account at ${house}.`],
    action: url === null ? null : { label: 'Set a new password', url },
    closing: [
      `The link works once, for ${length(validMs)}. A new password signs you out everywhere.`,
      'If you did not ask for it, do nothing: your password stays as it is.',
    ],
    why: `You get this mail because somebody asked for a new password for this address at ${house}.`,
  };
}

function outbid({ lot, priceMinor, minimumMinor, endsAt, zone }: Of<'outbid'>): Body {
  const next = minimumMinor === null ? '' : `; the next bid is ${money(minimumMinor, lot)}`;
  return {
    subject: `Outbid on lot ${lot.number}: ${lot.title}`,
    paragraphs: [
      `You were outbid on lot ${lot.number}, ${lot.title} (${lot.auction}). The price is ${money(priceMinor, lot)}${next}.`,
      `The lot closes no earlier than ${momentText(endsAt, zone, 'en', 'long')}.`,
    ],
    action: { label: 'Go to the lot', url: lot.url },
    why: 'You get this mail because you bid on this lot and were not on the site when somebody bid more. There is at most one such mail for a lot in ten minutes.',
  };
}

function won({ lot, hammerMinor, totalMinor, termsUrl }: Of<'won'>): Body {
  const total =
    totalMinor === hammerMinor ? [] : [`With the buyer's premium and tax it comes to ${money(totalMinor, lot)}.`];
  return {
    subject: `You won lot ${lot.number}: ${lot.title}`,
    paragraphs: [
      `The hammer has fallen: lot ${lot.number}, ${lot.title} (${lot.auction}), is yours at ${money(hammerMinor, lot)}.`,
      ...total,
    ],
    action: { label: 'Go to the lot', url: lot.url },
    closing: [`How to pay and collect is in the terms of the auction: ${termsUrl}`],
    why: 'You get this mail because your bid won this lot.',
  };
}

function notice({ about, line, url, house }: Of<'notice'>): Body {
  const [first = line] = line.split(/(?<=[.!?])\s/, 1);
  return {
    subject: `${about}: ${first.replace(/\.$/, '')}`,
    paragraphs: [],
    lists: [{ heading: about, lines: [{ text: line }] }],
    action: { label: 'See it', url },
    why: `You get this mail because your notices at ${house} come by mail too.`,
  };
}

function notices({ count, groups, url, house }: Of<'notices'>): Body {
  return {
    subject: `What happened at ${house}: ${count} notices`,
    paragraphs: ['This happened since we last wrote to you.'],
    lists: groups.map(({ about, url: page, lines }) => ({
      heading: about,
      url: page,
      lines: lines.map((text) => ({ text })),
    })),
    action: { label: 'Read all notices', url },
    why: `You get this mail because your notices at ${house} come by mail too. It holds what did not need to reach you at once.`,
  };
}

const HEADINGS: Record<Outcome, string> = { won: 'Won', lost: 'Went to somebody else', unsold: 'Not sold' };

function digest({ auction, url, lots }: Of<'digest'>): Body {
  const lists = (['won', 'lost', 'unsold'] as const).map((outcome) => ({
    heading: HEADINGS[outcome],
    lines: lots.filter((lot) => lot.outcome === outcome).map((lot) => ({ text: lineOf(lot, outcome), url: lot.url })),
  }));
  return {
    subject: `How it ended: ${auction}`,
    paragraphs: [`${auction} is over. This became of the lots that you bid on.`],
    lists: lists.filter(({ lines }) => lines.length > 0),
    action: { label: 'Go to the auction', url },
    why: 'You get this mail, once, because you bid in this auction.',
  };
}

function lineOf(lot: Of<'digest'>['lots'][number], outcome: Outcome): string {
  const price = lot.priceMinor === null || outcome === 'unsold' ? '' : `, ${money(lot.priceMinor, lot)}`;
  return `Lot ${lot.number}, ${lot.title}${price}`;
}

function accountDeleted({ house }: Of<'account-deleted'>): Body {
  return {
    subject: 'Your account was deleted',
    paragraphs: [
      `Your account at ${house} was deleted. Your name, your address, your password and your notices are gone.`,
      'Your bids and their results stay in the records of the auctions under your paddle number, without your name: the results of other people rest on them.',
      'The house keeps no address to write to you again.',
    ],
    action: null,
    why: 'You get this last mail because the account with this address was deleted.',
  };
}
