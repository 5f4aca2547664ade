const PERSON = 'person:';

/** Names of the rooms inside the namespaces. Membership is permission: whoever is in a room gets what is sent there. */
export const lotRoom = (lotId: string): string => `lot:${lotId}`;
/** Prices of an auction's lots. */
export const auctionRoom = (auctionId: string): string => `auction:${auctionId}`;
/** The lot or auction of such a room. */
export const idOfRoom = (room: string): string => room.slice(room.indexOf(':') + 1);
/** The front page: every auction's doings. */
export const HOUSE_ROOM = 'house';
/** On `/me`: every live page of one person. */
export const personRoom = (personId: string): string => `${PERSON}${personId}`;
/** Whose live pages a room holds; null for every other room. */
export const personOfRoom = (room: string): string | null =>
  room.startsWith(PERSON) ? room.slice(PERSON.length) : null;
/** Sockets that watch exactly the same; one heartbeat serves them all. */
export const watchRoom = (key: string): string => `same:${key}`;
