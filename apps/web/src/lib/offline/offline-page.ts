import type { EpochMs } from '@rostrum/contract';
import { formatMoney } from '#lib/format/money.ts';
import { shortTime } from '#lib/format/time.ts';
import type { Locale } from '#lib/messages/locale.ts';
import type { OfflineMessages } from '#lib/messages/shape.ts';
import type { Known, KnownAuction, KnownLot } from './known.ts';

/** What the page is made of. */
export interface OfflineFacts {
  /** null: nothing was ever kept here. */
  known: Known | null;
  locale: Locale;
  words: OfflineMessages;
  /** By the device's clock; the house's cannot be asked. */
  now: EpochMs;
  /** The device's own zone. */
  zone: string;
  /** A kept picture as a `data:` address; null where it is not there. */
  pictureOf(path: string): string | null;
  /** Lets the page's own style and script run, and nothing else. */
  nonce: string;
  style: string;
}

/** Comes back by itself: when the device says so, and by asking the house now and then. */
const SCRIPT = `
const back = () => location.reload();
addEventListener('online', back);
setInterval(() => fetch('/health/live', { cache: 'no-store' }).then((answer) => answer.ok && back(), () => {}), 5000);
`;

/** The page that stands in for one that could not be loaded: what is known, and since when. */
export function offlinePage(facts: OfflineFacts): string {
  const { known, locale, words, nonce } = facts;
  const theme = known && known.theme !== 'system' ? ` data-theme="${known.theme}"` : '';
  return `<!doctype html>
<html lang="${locale}"${theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${escape(words.title)}</title>
<style nonce="${nonce}">${facts.style}</style>
</head>
<body>
<header><p>${escape(known?.house ?? 'Rostrum')}</p></header>
<main>
<h1>${escape(words.title)}</h1>
<p class="read">${escape(words.what)}</p>
<p><a class="button" href="">${escape(words.again)}</a></p>
<section aria-labelledby="known">
<h2 id="known">${escape(words.known)}</h2>
${known ? knownPart(known, facts) : `<p class="soft">${escape(words.nothing)}</p>`}
</section>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>
`;
}

/** What the page may do, as a policy for browsers. */
export function offlinePolicy(nonce: string): string {
  const own = `'nonce-${nonce}'`;
  return `default-src 'none'; style-src ${own}; script-src ${own}; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
}

function knownPart(known: Known, facts: OfflineFacts): string {
  const { words } = facts;
  const lots = known.lots.map((lot) => lotLine(lot, facts)).join('\n');
  const auctions = known.auctions.map((auction) => auctionLine(auction, facts)).join('\n');
  return `<p class="soft">${escape(words.notLive)}</p>
${lots && `<h3>${escape(words.lots)}</h3>\n<ul>\n${lots}\n</ul>`}
${auctions && `<h3>${escape(words.auctions)}</h3>\n<ul>\n${auctions}\n</ul>`}`;
}

function lotLine(lot: KnownLot, facts: OfflineFacts): string {
  const { words, locale, pictureOf } = facts;
  const picture = lot.picture && (lot.picture.startsWith('data:image/') ? lot.picture : pictureOf(lot.picture));
  const price = lot.priceMinor === null ? words.noBids : formatMoney(lot.priceMinor, lot, locale);
  return `<li class="lot">
<span class="mat">${picture ? `<img src="${escape(picture)}" alt="">` : ''}</span>
<span class="what"><span class="soft">${escape(words.lot(lot.number))} · ${escape(lot.auction)}</span>
<a href="/lots/${encodeURIComponent(lot.id)}">${escape(lot.title)}</a>
<span class="soft">${escape(courseOf(lot, facts))}</span></span>
<span class="price"><b>${escape(price)}</b> <span class="soft">${escape(words.asOf(time(lot.asOf, facts)))}</span></span>
</li>`;
}

function courseOf(lot: KnownLot, facts: OfflineFacts): string {
  const { words, now } = facts;
  if (lot.status === 'scheduled') {
    const when = time(lot.startsAt, facts);
    return lot.startsAt > now ? words.opens(when) : words.wasToOpen(when);
  }
  if (lot.status !== 'open') return words.status[lot.status];
  const when = time(lot.endsAt, facts);
  return lot.endsAt > now ? words.closes(when) : words.wasToClose(when);
}

function auctionLine(auction: KnownAuction, facts: OfflineFacts): string {
  const { words, now } = facts;
  const at = auction.status === 'scheduled' ? auction.opensAt : auction.endsAt;
  const when = time(at, facts);
  const said = {
    scheduled: at > now ? words.opens : words.wasToOpen,
    open: at > now ? words.closes : words.wasToClose,
    closed: words.closed,
  }[auction.status](when);
  return `<li class="auction"><a href="/auctions/${encodeURIComponent(auction.slug)}">${escape(auction.title)}</a>
<span class="soft">${escape(said)}, ${escape(words.asOf(time(auction.asOf, facts)))}</span></li>`;
}

function time(at: EpochMs, { now, locale, known, zone }: OfflineFacts): string {
  return shortTime(at, now, locale, known?.zone ?? zone);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
