import type { ChatRoomId, Me } from '@rostrum/contract';

/** Where a room is and who reads in it. */
export interface RoomPlace {
  id: ChatRoomId;
  /** The auction's zone, until the visitor's own is known. */
  zone: string;
  person: Me['person'];
  /** The page to come back to after signing in. */
  path: string;
}

/** Questions about a lot, or the talk of an auction. */
export function roomKind(id: ChatRoomId): 'lot' | 'auction' {
  return id.startsWith('lot:') ? 'lot' : 'auction';
}
