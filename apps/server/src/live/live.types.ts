import type {
  ChatClientToServer,
  ChatServerToClient,
  LotsClientToServer,
  LotsServerToClient,
  MeClientToServer,
  MeServerToClient,
  RatesClientToServer,
  RatesServerToClient,
} from '@rostrum/contract';
import type { DefaultEventsMap, Namespace, Socket } from 'socket.io';
import type { SignedIn } from '../accounts/index.ts';

/** What a socket watches. Sockets that watch the same share one. */
export interface WatchSet {
  key: string;
  house: boolean;
  auctions: ReadonlySet<string>;
  lots: ReadonlySet<string>;
}

/** What every socket of the house carries. */
export interface SocketData {
  /** null: a stranger, or somebody whose session ended on this socket. */
  signedIn: SignedIn | null;
}

/** A socket on `/lots` also carries what it watches. */
export interface LotsSocketData extends SocketData {
  watching: WatchSet;
}

/** Which rates a socket watches. Sockets that watch the same share one. */
export interface RatesWatch {
  key: string;
  /** undefined: all. */
  currencies: ReadonlySet<string> | undefined;
}

/** A socket on `/rates` also carries what it watches; null: nothing. */
export interface RatesSocketData extends SocketData {
  watching: RatesWatch | null;
}

export type ChatNamespace = Namespace<ChatClientToServer, ChatServerToClient, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<ChatClientToServer, ChatServerToClient, DefaultEventsMap, SocketData>;
export type LotsNamespace = Namespace<LotsClientToServer, LotsServerToClient, DefaultEventsMap, LotsSocketData>;
export type LotsSocket = Socket<LotsClientToServer, LotsServerToClient, DefaultEventsMap, LotsSocketData>;
export type MeNamespace = Namespace<MeClientToServer, MeServerToClient, DefaultEventsMap, SocketData>;
export type MeSocket = Socket<MeClientToServer, MeServerToClient, DefaultEventsMap, SocketData>;
export type RatesNamespace = Namespace<RatesClientToServer, RatesServerToClient, DefaultEventsMap, RatesSocketData>;
export type RatesSocket = Socket<RatesClientToServer, RatesServerToClient, DefaultEventsMap, RatesSocketData>;
/** A socket of any namespace, where only what all have in common matters. */
export type AnySocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
/** A namespace of which only its sockets and their common data matter. */
export type AnyNamespace = Namespace<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, SocketData>;
