/**
 * A robot that bids on one lot, always the next minimum, until it leads, the lot is over, or its budget is spent.
 *
 *     HOUSE_EMAIL=ada@demo.test HOUSE_PASSWORD=demo-demo-demo \
 *       node packages/client/examples/bidder.ts http://localhost:3000 LOT_ID BUDGET_IN_MINOR_UNITS
 *
 * Ends by itself with 0 where it bought the lot, and with 1 where it did not.
 */
import { createHouseClient } from '@rostrum/client';

const [address = 'http://localhost:3000', lotId = '', budget = '0'] = process.argv.slice(2);
const { HOUSE_EMAIL: email = '', HOUSE_PASSWORD: password = '' } = process.env;
const url = new URL(address).origin;
const budgetMinor = Number(budget);

const headers = { origin: url, cookie: await signIn() };
const client = createHouseClient({ url, signedIn: true, headers });
const detail = await client.rest.lot(lotId);
const { currency } = detail;

// Bidding in an auction takes a paddle; asking again gives the same one.
const { paddle } = await client.rest.register(detail.auction.slug);
say(`Paddle ${paddle}, on lot ${detail.number}, ${detail.title}, up to ${budgetMinor}`);

let bidding = false;
client.lots.seed([detail]);
client.lots.watch({ lots: [lotId] }, () => void move());
await move();

/** Looks where the lot stands, and bids where that helps. */
async function move(): Promise<void> {
  const lot = client.lots.get(lotId);
  if (!lot || bidding) return;
  if (lot.status === 'sold' || lot.status === 'passed' || lot.status === 'withdrawn') return end(lot.leader === paddle);
  if (lot.status !== 'open' || lot.leader === paddle || lot.minimumMinor === null) return;
  if (lot.minimumMinor > budgetMinor) {
    say(`The next bid is ${lot.minimumMinor}; that is too much`);
    return end(false);
  }
  bidding = true;
  // Resolves with the house's one answer and never rejects: a cut connection is sorted out inside.
  const answer = await client.bid(lotId, lot.minimumMinor, currency);
  bidding = false;
  if (answer.ok) say(`Bid ${answer.receipt.maxMinor}: ${answer.receipt.outcome}`);
  else say(`Refused: ${answer.error.code} ${answer.error.message}`);
  // Too low means that somebody was faster; everything else will not get better by asking again.
  if (!answer.ok && answer.error.code !== 'BID_TOO_LOW') return end(false);
  // The lot may have moved while the answer was on its way.
  return move();
}

/** A browser keeps the cookie of a session by itself; a program takes it out of the answer. */
async function signIn(): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`The house did not let ${email || 'nobody'} in: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

function end(bought: boolean): void {
  say(bought ? 'Bought' : 'Not bought');
  process.exitCode = bought ? 0 : 1;
  client.close();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
