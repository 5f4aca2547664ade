import { DatabaseUnavailable } from '@rostrum/database';
import { EnvError } from './platform/env.ts';

/** The process ends within this time after it was asked to, whatever hangs, in ms. */
const END_WITHIN_MS = 9_000;
/** A terminal, npm and a process group may each pass on the same signal; one that comes later is a person in a hurry. */
const SAME_SIGNAL_MS = 1_000;

/** Closes the house when the process is asked to stop. Somebody who asks again is obeyed at once. */
export function onStopSignal(close: () => Promise<void>): void {
  let askedAt: number | null = null;
  const stop = (): void => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    setTimeout(() => {
      process.stderr.write('Rostrum did not finish in time; it ends now.\n');
      process.exit(1);
    }, END_WITHIN_MS).unref();
    close().then(() => process.exit(0), stopWithLine);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Ends the process with one line where the reason is known, and with the whole error where it is a bug. */
export function stopWithLine(error: unknown): void {
  process.stderr.write(`${lineOf(error)}\n`, () => process.exit(1));
}

function lineOf(error: unknown): string {
  if (error instanceof EnvError || error instanceof DatabaseUnavailable)
    return `Rostrum cannot start: ${error.message}`;
  if (!(error instanceof Error)) return `Rostrum cannot start: ${String(error)}`;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Rostrum cannot start: port ${port} is in use. Set PORT to another one.`;
  if (code === 'EACCES') return `Rostrum cannot start: port ${port} may not be used by this user. Set PORT above 1023.`;
  return `Rostrum cannot start: ${error.stack ?? error.message}`;
}
