import { createHouseClient, type BidProgress, type BidResult, type HouseClient } from '@rostrum/client';
import type { BidCommand, EpochMs, Minor } from '@rostrum/contract';
import { connection } from './connection.svelte.ts';
import { keepStandings } from './standings.svelte.ts';

let opened: HouseClient | null = null;
let personId: string | null = null;

/** The page's one client. Only in the browser, after `openHouse`. */
export function house(): HouseClient {
  if (!opened) throw new Error('the house is opened by the root layout, in the browser only');
  return opened;
}

function sessionStorageIfAllowed(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/**
 * Connects the page to the house, once. `sessionEnded` is called when the house no longer takes the session.
 */
export function openHouse(options: { personId: string | null; sessionEnded: () => void }): void {
  if (opened) return;
  personId = options.personId;
  opened = createHouseClient({
    url: location.origin,
    signedIn: options.personId !== null,
    storage: sessionStorageIfAllowed(),
  });
  connection.state = opened.status.state;
  opened.statusChanges.add((status) => (connection.state = status.state));
  opened.me.standings.add(keepStandings);
  opened.me.refused.add(options.sessionEnded);
}

/** Somebody signed in or out without a new page, or somebody else is here now. */
export function personChanged(newId: string | null): void {
  if (!opened || newId === personId) return;
  // Nothing of the one before may stay for the one after.
  if (personId !== null && newId !== null) opened.signedInChanged(false);
  personId = newId;
  opened.signedInChanged(newId !== null);
}

/** The house's clock; the device's own until it has been measured. */
export const serverClock = {
  get synced(): boolean {
    return opened?.clock.synced ?? false;
  },
  now(): EpochMs {
    return opened ? opened.clock.now() : Date.now();
  },
};

/** Gives a maximum on a lot. Resolves with the house's answer and never rejects. */
export function placeBid(
  bid: { lotId: string; maxMinor: Minor; currency: string },
  hear: (progress: BidProgress) => void,
): Promise<BidResult> {
  return house().bid(bid.lotId, bid.maxMinor, bid.currency, hear);
}

/** A bid on this lot whose answer was lost with an earlier page, if there is one. */
export function unansweredBid(lotId: string): BidCommand | undefined {
  return house()
    .unansweredBids()
    .find((command) => command.lotId === lotId);
}

/** Asks the house what became of it. */
export function settleBid(command: BidCommand): Promise<BidResult> {
  return house().settle(command);
}
