import type { HouseClient } from '@rostrum/client';
import { ChatChannel } from '@rostrum/client/chat';
import { house } from '#lib/live/house.ts';

/** What a room is heard and written through. */
export interface RoomLink {
  client: HouseClient;
  channel: ChatChannel;
}

let opened: Promise<RoomLink> | null = null;

/** The page's one channel of talk, on its one connection. Only in the browser; never rejects. */
export function roomLink(): Promise<RoomLink> {
  return (opened ??= house().then((client) => ({ client, channel: new ChatChannel(client) })));
}
