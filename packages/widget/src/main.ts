import { ActivityElement } from './activity-element.ts';
import { AuctionElement } from './auction-element.ts';
import { LotElement } from './lot-element.ts';
import { RatesElement } from './rates-element.ts';

const ELEMENTS = {
  'rostrum-lot': LotElement,
  'rostrum-auction': AuctionElement,
  'rostrum-activity': ActivityElement,
  'rostrum-rates': RatesElement,
};

// A page that names the script twice has it once.
for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
