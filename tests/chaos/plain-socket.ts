import { io, type Socket } from 'socket.io-client';

/** How a socket is opened that does not come again by itself. */
interface SocketOptions {
  /** Where it connects. */
  url: string;
  /** Where the house says that it is served. */
  origin: string;
  cookie?: string;
}

/** Connects to a namespace; rejects with what the house said: its wire error in `data`. */
export async function openSocket(namespace: string, { url, origin, cookie }: SocketOptions): Promise<Socket> {
  const socket = io(url + namespace, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin, ...(cookie === undefined ? {} : { cookie }) },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
  return socket;
}

/** What the house answers to a message; its code, 'ok', or 'no answer'. */
export async function codeOf(socket: Socket, event: string, message: unknown): Promise<string> {
  const answer: unknown = await socket
    .timeout(12_000)
    .emitWithAck(event, message)
    .catch(() => ({ ok: false, error: { code: 'no answer' } }));
  const { ok, error } = answer as { ok: boolean; error?: { code: string } };
  return ok ? 'ok' : (error?.code ?? 'no code');
}
