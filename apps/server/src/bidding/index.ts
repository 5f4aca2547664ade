export { BiddingModule } from './bidding.module.ts';
export { BidRate } from './bid-rate.ts';
export { FoldedLots } from './folded-lots.ts';
export { LotCommands } from './lot-commands.ts';
export type { LotChanged } from './lot-changed.ts';
export { LotRelay } from './lot-relay.ts';
export { presentEvent, presentLot } from './lot.presenter.ts';
export { PlaceBidHandler } from './place-bid.handler.ts';
export { Standings } from './standings.ts';
