export { createHouseClient } from './house-client.ts';
export type { HouseClient, HouseClientOptions } from './house-client.ts';
export type { BidProgress, BidResult } from './bid-sender.ts';
export type { ConnectionState, ConnectionStatus } from './connection-status.ts';
export { HouseError, HouseUnreachable } from './house-error.ts';
export type { LotUpdate } from './lot-book.ts';
export { createRestClient } from './rest-client.ts';
export type { RestClient } from './rest-client.ts';
