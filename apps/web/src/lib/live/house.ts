import type { BidProgress, BidResult, HouseClient } from '@rostrum/client';
import type { BidCommand, EpochMs, Minor } from '@rostrum/contract';
import { connection } from './connection.svelte.ts';
import { fetchPart } from './fetch-part.ts';
import { keepStandings } from './standings.svelte.ts';

let opening: Promise<HouseClient> | null = null;
let opened: HouseClient | null = null;
let personId: string | null = null;

/**
 * The page's one client, which is fetched beside the page so that the page is alive before it. Only in the browser, after
 * `openHouse`; never rejects.
 */
export function house(): Promise<HouseClient> {
  if (!opening) throw new Error('the house is opened by the root layout, in the browser only');
  return opening;
}

/** Does something with the client as soon as it is there, and ends it with what the work answered. */
export function whenOpen(work: (client: HouseClient) => (() => void) | void): () => void {
  let ended = false;
  let end: (() => void) | void;
  void house().then((client) => {
    if (!ended) end = work(client);
  });
  return () => {
    ended = true;
    end?.();
  };
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
  if (opening) return;
  personId = options.personId;
  opening = fetchPart(() => import('@rostrum/client')).then(({ createHouseClient }) => {
    const client = createHouseClient({
      url: location.origin,
      signedIn: personId !== null,
      storage: sessionStorageIfAllowed(),
    });
    connection.state = client.status.state;
    client.statusChanges.add((status) => (connection.state = status.state));
    client.me.standings.add(keepStandings);
    client.me.refused.add(options.sessionEnded);
    return (opened = client);
  });
}

/** Somebody signed in or out without a new page, or somebody else is here now. */
export function personChanged(newId: string | null): void {
  if (newId === personId) return;
  // Nothing of the one before may stay for the one after.
  if (personId !== null && newId !== null) opened?.signedInChanged(false);
  personId = newId;
  opened?.signedInChanged(newId !== null);
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
export async function placeBid(
  bid: { lotId: string; maxMinor: Minor; currency: string },
  hear: (progress: BidProgress) => void,
): Promise<BidResult> {
  return (await house()).bid(bid.lotId, bid.maxMinor, bid.currency, hear);
}

/** A bid on this lot whose answer was lost with an earlier page, if there is one. */
export async function unansweredBid(lotId: string): Promise<BidCommand | undefined> {
  return (await house()).unansweredBids().find((command) => command.lotId === lotId);
}

/** Asks the house what became of it. */
export async function settleBid(command: BidCommand): Promise<BidResult> {
  return (await house()).settle(command);
}
