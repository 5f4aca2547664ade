import type { Socket as TcpSocket } from 'node:net';
import type { AnyNamespace, AnySocket } from '../live.types.ts';

type Broadcast = AnyNamespace['adapter']['broadcast'];

/** What of Engine.IO's connection is written to; most of it is not in its types. */
interface Connection {
  readyState: string;
  writeBuffer: readonly unknown[];
  transport: { writable: boolean; socket?: { readyState: number; _socket?: TcpSocket | null } };
  write(data: string, options: { wsPreEncodedFrame: readonly Buffer[] }): void;
}

const WEBSOCKET_OPEN = 1;
const FINAL_TEXT = 0x81;
/** Engine.IO's `message` and Socket.IO's `EVENT`, which a packet begins with. */
const MESSAGE = '4';
const EVENT = '2';

/**
 * Makes a namespace send what goes to a room as one WebSocket frame in one piece, written straight to each TCP socket
 * that keeps up. (Socket.IO encodes once too, but takes it through a queue and two writes for each socket, which is most
 * of what a delivery costs.) Whoever does not keep up is left to Engine.IO's queue, where slow readers are found.
 */
export function broadcastOnWire(namespace: AnyNamespace): void {
  const { adapter } = namespace;
  const usual: Broadcast = adapter.broadcast.bind(adapter);
  adapter.broadcast = (packet, options) => {
    const [room, ...others] = options.rooms;
    if (room === undefined || others.length > 0 || options.except?.size) return usual(packet, options);
    const text = `${EVENT}${namespace.name},${JSON.stringify(packet.data)}`;
    const frame = frameOf(MESSAGE + text);
    for (const id of adapter.rooms.get(room) ?? []) {
      const socket = namespace.sockets.get(id);
      if (socket) send(socket as unknown as AnySocket, text, frame);
    }
  };
}

function send({ conn }: AnySocket, text: string, frame: Buffer): void {
  const connection = conn as unknown as Connection;
  const { socket: webSocket, writable } = connection.transport;
  const tcp = webSocket?._socket;
  const keepsUp = writable && connection.writeBuffer.length === 0 && tcp?.writableLength === 0;
  if (keepsUp && connection.readyState === 'open' && webSocket?.readyState === WEBSOCKET_OPEN) tcp.write(frame);
  else connection.write(text, { wsPreEncodedFrame: [frame] });
}

/** A text frame of the WebSocket protocol, as a server sends it. */
function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + length);
  frame[0] = FINAL_TEXT;
  frame[1] = head === 2 ? length : head === 4 ? 126 : 127;
  if (head === 4) frame.writeUInt16BE(length, 2);
  else if (head === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, head);
  return frame;
}
