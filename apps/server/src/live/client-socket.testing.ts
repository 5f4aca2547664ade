import type { Socket } from 'socket.io-client';

// oxlint-disable-next-line typescript/no-explicit-any -- specs look into frames and answers freely
type Loose = any;
type Answer = {
  ok: boolean;
  error?: { code: string; message: string; [more: string]: unknown };
  [more: string]: Loose;
};

/** Connects; throws an error with what the house said: its wire error in `data`. */
export async function outcomeOf(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    socket.connect();
  });
}

/** Sends, and waits for the one answer. */
export function ask(socket: Socket, event: string, ...args: unknown[]): Promise<Answer> {
  return new Promise((resolve) => socket.emit(event, ...args, resolve));
}

/** How a socket ends: Socket.IO's reason, and the code of the close frame where there was one. */
export function ended(socket: Socket): Promise<{ reason: string; code: number | undefined }> {
  return new Promise((resolve) =>
    socket.once('disconnect', (reason, details) => {
      const context = details && 'context' in details ? (details.context as { code?: number }) : undefined;
      resolve({ reason, code: context?.code });
    }),
  );
}

/** The next frame of this event that fits. */
export function next<T = Loose>(socket: Socket, event: string, fits: (frame: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve) => {
    const hear = (frame: T): void => {
      if (!fits(frame)) return;
      socket.off(event, hear);
      resolve(frame);
    };
    socket.on(event, hear);
  });
}
