/**
 * A ticker for the terminal: every event of every running auction, as it happens.
 *
 *     node packages/client/examples/ticker.ts [http://localhost:3000]
 *
 * Ends with Ctrl-C.
 */
import { createHouseClient, type LotUpdate } from '@rostrum/client';
import type { LotSummary, PublicLotEvent } from '@rostrum/contract';

const url = new URL(process.argv[2] ?? 'http://localhost:3000').origin;
// A house takes sockets only from pages that it trusts, and from programs that name one: its own, here.
const client = createHouseClient({ url, headers: { origin: url } });
client.statusChanges.add(({ state }) => say(`— ${state} —`));

const { items: auctions } = await client.rest.auctions();
const lots = new Map<string, LotSummary>();
for (const { slug, title, status } of auctions.filter((auction) => auction.status === 'open')) {
  const { items } = await client.rest.auctionLots(slug, { limit: 200 });
  for (const lot of items) lots.set(lot.id, lot);
  say(`${title} (${status}): ${items.length} lots`);
}

// What is known already is given, so that the house sends only what came after.
client.lots.seed(lots.values());
client.lots.watch({ lots: [...lots.keys()].slice(0, 200) }, tell);
process.once('SIGINT', () => client.close());

/** One line for each event; a whole state that was taken instead of events gets one line. */
function tell({ lotId, lot, events }: LotUpdate): void {
  const { number, title } = lots.get(lotId)!;
  const what = events.length > 0 ? events.map(wordsOf) : ['state taken anew'];
  for (const words of what) say(`Lot ${number} ${title}: ${money(lotId, lot.priceMinor)} · ${words}`);
}

function wordsOf(event: PublicLotEvent): string {
  switch (event.type) {
    case 'BidPlaced':
      return `bid of paddle ${event.paddle}`;
    case 'LotExtended':
      return `extended to ${clock(event.endsAt ?? event.at)}`;
    case 'LotSold':
      return `sold to paddle ${event.paddle}`;
    default:
      return event.type;
  }
}

/** Amounts are whole minor units; the lot says how many decimals its currency has. */
function money(lotId: string, minor: number | null): string {
  const { currency, exponent } = lots.get(lotId)!;
  if (minor === null) return 'no bids';
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 10 ** exponent);
}

function clock(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}

function say(line: string): void {
  process.stdout.write(`${clock(client.clock.now())}  ${line}\n`);
}
