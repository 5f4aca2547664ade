import { RatesChannel } from '@rostrum/client/rates';
import { whenOpen } from '#lib/live/house.ts';

let opened: RatesChannel | null = null;

/**
 * Does something with the page's one channel of rates, which stands on the connection that the page has anyway, and ends it
 * with what the work answered. Only in the browser.
 */
export function withRates(work: (channel: RatesChannel) => () => void): () => void {
  return whenOpen((client) => work((opened ??= new RatesChannel(client))));
}
