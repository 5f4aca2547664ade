import { createHouseClient, type HouseClient } from '@rostrum/client';
import { RatesChannel } from '@rostrum/client/rates';
import type { House } from '@rostrum/contract';
import { ActivityLog } from './activity-log.ts';
import { scriptOrigin } from './script-origin.ts';
import { askTrust, Hindered } from './trust.ts';

/** The house as the widgets of a page share it: one connection, whatever their number. */
export interface OpenHouse {
  client: HouseClient;
  rates: RatesChannel;
  activity: ActivityLog;
  /** What it is called, and where. */
  about: House;
}

/** A page that moves an element takes it out and puts it back; the connection outlives that. */
const LINGER_MS = 5_000;

/** Where the house is; null where the script cannot tell. */
export const HOUSE_ORIGIN = scriptOrigin(document);
let users = 0;
let opening: Promise<OpenHouse> | null = null;
let closing: ReturnType<typeof setTimeout> | undefined;
let stopped = false;

document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (effectiveDirective === 'connect-src' && HOUSE_ORIGIN !== null && blockedURI.startsWith(HOUSE_ORIGIN))
    stopped = true;
});

/** Never with cookies: here everybody is a stranger. */
const asStranger: typeof fetch = (input, init) => fetch(input, { ...init, credentials: 'omit' });

/** The house, opened by the first who asks. Throws Hindered. Each call is answered by one of `leaveHouse`. */
export function enterHouse(): Promise<OpenHouse> {
  users += 1;
  clearTimeout(closing);
  opening ??= open().catch((cause: unknown) => {
    opening = null;
    throw cause;
  });
  return opening;
}

/** Closes the connection some seconds after the last one has left. */
export function leaveHouse(): void {
  users -= 1;
  if (users > 0) return;
  closing = setTimeout(() => {
    const left = opening;
    opening = null;
    void left?.then(({ client, rates }) => {
      rates.close();
      client.close();
    });
  }, LINGER_MS);
}

async function open(): Promise<OpenHouse> {
  if (HOUSE_ORIGIN === null) throw new Hindered('no-house');
  await askTrust({
    house: HOUSE_ORIGIN,
    pageOrigin: location.origin,
    fetch: asStranger,
    stoppedByPolicy: () => stopped,
  });
  const client = createHouseClient({ url: HOUSE_ORIGIN, fetch: asStranger });
  try {
    return {
      client,
      rates: new RatesChannel(client),
      activity: new ActivityLog(client),
      about: await client.rest.house(),
    };
  } catch {
    client.close();
    throw new Hindered('unreachable');
  }
}
