import { FRAME_BYTES_MAX, PROTOCOL_VERSION, type ErrorCode } from '@rostrum/contract';
import { WIRES, type AnyWire } from '@rostrum/contract/schemas';
import { sessionCookieName } from '../accounts/index.ts';
import { MessageSchemas, type JsonSchema } from './message-schemas.ts';

/** Refusals that any message may meet. */
const ANY_REFUSAL: readonly ErrorCode[] = ['BAD_REQUEST', 'RATE_LIMITED', 'BUSY', 'INTERNAL'];
/** Refusals that a message of a stranger, or from a foreign page, meets as well. */
const STRANGER_REFUSALS: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];

const ABOUT = `The sockets of a live auction house. They speak Socket.IO 4 (Engine.IO 4) over WebSocket alone: one connection, a namespace for each channel of this document.

- A handshake needs an \`Origin\` that the house trusts; programs send its own.
- Every message of a client is answered once, through Socket.IO's acknowledgement: \`{"ok": true, …}\` or \`{"ok": false, "error": {"code", "message", …}}\`. Programs read \`code\`.
- Times are epoch ms by the house's clock, amounts whole minor units in fields that end in \`Minor\`.
- A \`ledger\` message is numbered or kept, never merged away and never dropped. Of a \`ticker\` only the newest of each key matters. A \`signal\` is said once.
- Let fields and events pass that you do not know.`;

/** The parts of an AsyncAPI 3 document that this house writes. */
export interface AsyncApi {
  asyncapi: string;
  info: Record<string, unknown>;
  defaultContentType: string;
  servers: Record<string, Record<string, unknown>>;
  channels: Record<string, Channel>;
  operations: Record<string, Operation>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, unknown> };
}

interface Channel {
  address: string;
  title: string;
  description: string;
  servers: Reference[];
  messages: Record<string, Message>;
}

/** A message as the document carries it. */
export interface Message {
  name: string;
  title: string;
  summary?: string;
  payload: JsonSchema;
}

/** An operation as the document carries it; `receive` is what the house takes. */
export interface Operation {
  action: 'send' | 'receive';
  channel: Reference;
  title: string;
  summary: string;
  messages: Reference[];
  reply?: { channel: Reference; messages: Reference[] };
  security?: Reference[];
  'x-sent-as'?: string;
  'x-refusals'?: readonly ErrorCode[];
}

interface Reference {
  $ref: string;
}

const to = (...path: string[]): Reference => ({ $ref: `#/${path.join('/')}` });

/** Describes every namespace of the house, for a house that is served at `publicUrl`. */
export function asyncApi(publicUrl: string): AsyncApi {
  const { host, protocol } = new URL(publicUrl);
  const schemas = new MessageSchemas();
  const channels: AsyncApi['channels'] = {};
  const operations: AsyncApi['operations'] = {};
  for (const wire of WIRES) {
    const key = wire.address.slice(1);
    channels[key] = channelOf(wire, schemas);
    Object.assign(operations, operationsOf(wire, key));
  }
  return {
    asyncapi: '3.0.0',
    info: { title: 'Rostrum', version: String(PROTOCOL_VERSION), description: ABOUT, license: { name: 'MIT' } },
    defaultContentType: 'application/json',
    servers: {
      house: {
        host,
        protocol: protocol === 'https:' ? 'wss' : 'ws',
        pathname: '/socket.io/',
        description: `Socket.IO 4, transport \`websocket\` only; frames of at most ${FRAME_BYTES_MAX} bytes.`,
      },
    },
    channels,
    operations,
    components: {
      schemas: schemas.named(),
      securitySchemes: {
        session: {
          type: 'httpApiKey',
          name: sessionCookieName(protocol === 'https:'),
          in: 'cookie',
          description: 'The cookie of `POST /api/auth/sign-in/email`, sent with the handshake.',
        },
      },
    },
  };
}

function channelOf(wire: AnyWire, schemas: MessageSchemas): Channel {
  const messages: Channel['messages'] = {};
  for (const [name, { summary, payload }] of Object.entries(wire.serverToClient)) {
    messages[name] = { name, title: name, summary, payload: schemas.sent(payload) };
  }
  for (const [name, { summary, request, answer }] of Object.entries(wire.clientToServer)) {
    messages[name] = { name, title: name, summary, payload: schemas.taken(request) };
    messages[`${name}.answer`] = { name: `${name}.answer`, title: `Answer to ${name}`, payload: schemas.sent(answer) };
  }
  const { address, title, description } = wire;
  return { address, title, description, servers: [to('servers', 'house')], messages };
}

function operationsOf(wire: AnyWire, key: string): Record<string, Operation> {
  const channel = to('channels', key);
  const message = (name: string): Reference => to('channels', key, 'messages', name);
  const operations: Record<string, Operation> = {};
  for (const [name, { summary, as }] of Object.entries(wire.serverToClient)) {
    operations[`${key}.${name}`] = {
      action: 'send',
      channel,
      title: name,
      summary,
      messages: [message(name)],
      'x-sent-as': as,
    };
  }
  for (const [name, { summary, signedIn, refusals }] of Object.entries(wire.clientToServer)) {
    operations[`${key}.${name}`] = {
      action: 'receive',
      channel,
      title: name,
      summary,
      messages: [message(name)],
      reply: { channel, messages: [message(`${name}.answer`)] },
      ...(signedIn ? { security: [to('components', 'securitySchemes', 'session')] } : {}),
      'x-refusals': [...(signedIn ? STRANGER_REFUSALS : []), ...refusals, ...ANY_REFUSAL],
    };
  }
  return operations;
}
