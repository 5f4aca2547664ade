export { awake } from './awake.svelte.ts';
export { connection } from './connection.svelte.ts';
export { edition } from './edition.svelte.ts';
export { openHouse, personChanged, placeBid, serverClock, settleBid, unansweredBid } from './house.ts';
export { liveAuction } from './live-auction.svelte.ts';
export { liveLots } from './live-lots.svelte.ts';
export { liveLot } from './live-lot.svelte.ts';
export { standingOf } from './standings.svelte.ts';
