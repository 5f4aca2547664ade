import type { PublicLotEvent, PublicLotStatus } from '@rostrum/contract';
import type { Span } from '../span.ts';
import type { Hindrance } from '../trust.ts';

/** Everything that the widget says, in one language. */
export interface Words {
  lot(number: number): string;
  bids(count: number): string;
  price: string;
  opening: string;
  hammer: string;
  leads(paddle: number): string;
  soldTo(paddle: number): string;
  noBids: string;
  status: Record<PublicLotStatus, string>;
  span(left: Span): string;
  opensIn(left: string): string;
  opens(when: string): string;
  closesIn(left: string): string;
  notBefore(when: string): string;
  closing: string;
  /** Of an auction. */
  lastCloses(when: string): string;
  auctionOpens(when: string): string;
  auctionClosed: string;
  noLots: string;
  allLots(count: number, house: string): string;
  bidAt(house: string): string;
  seeAt(house: string): string;
  newTab: string;
  latest: string;
  nothingYet: string;
  line(type: PublicLotEvent['type'], price: string, paddle: number | null, until: string): string;
  now: string;
  rates(base: string): string;
  currency: string;
  rate: string;
  day: string;
  noRates: string;
  simulated: string;
  staleRates: string;
  source: string;
  late: string;
  offline: string;
  gone: string;
  notNamed(attribute: string): string;
  hindered: Record<Hindrance, (page: string, house: string) => string>;
}
