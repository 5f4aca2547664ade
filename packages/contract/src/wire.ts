import type { z } from 'zod';
import type { ErrorCode } from './errors.ts';

/**
 * How a message of the server is sent. `ledger`: numbered or kept, never merged away and never dropped; `ticker`: of each
 * key only the newest matters; `signal`: said once, to whoever is there.
 */
export type SentAs = 'ledger' | 'ticker' | 'signal';

/** A message of the server. */
export interface ServerMessage<Payload = unknown> {
  as: SentAs;
  summary: string;
  payload: z.ZodType<Payload>;
}

/** A message of a client. Each has exactly one answer. */
export interface ClientMessage<Request = unknown, Answer = unknown> {
  /** Only who is signed in may send it. */
  signedIn: boolean;
  summary: string;
  request: z.ZodType<Request>;
  answer: z.ZodType<Answer>;
  /** Refusals of its own, beside those that any message may meet. */
  refusals: readonly ErrorCode[];
}

interface Namespace {
  /** Such as `/lots`. */
  address: string;
  title: string;
  /** Who may connect, and what a client has to do. CommonMark. */
  description: string;
}

/** A namespace as documents describe it, with every message that the maps of both directions name. */
export interface Wire<ServerToClient, ClientToServer> extends Namespace {
  serverToClient: {
    [E in keyof ServerToClient]: ServerToClient[E] extends (payload: infer Payload) => void
      ? ServerMessage<Payload>
      : never;
  };
  clientToServer: {
    [E in keyof ClientToServer]: ClientToServer[E] extends (
      request: infer Request,
      ack: (answer: infer Answer) => void,
    ) => void
      ? ClientMessage<Request, Answer>
      : never;
  };
}

/** A namespace of which only what all have matters. */
export interface AnyWire extends Namespace {
  serverToClient: Readonly<Record<string, ServerMessage>>;
  clientToServer: Readonly<Record<string, ClientMessage>>;
}
