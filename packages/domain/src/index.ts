export type { Instant, Ladder, Lot, LotRules, LotStatus, Minor, Reserve, SoftClose, StandingOrder } from './lot/lot.ts';
export type { LotEvent, PublicChange } from './lot/lot.events.ts';
export type { Bidder, LotCommand, PlaceBid, ScheduleLot, VoidBids } from './lot/lot.commands.ts';
export type { Decision, LotRefusal } from './lot/lot.refusals.ts';
