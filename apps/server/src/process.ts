import { DatabaseUnavailable } from '@rostrum/database';
import { BackupError } from './backup/backup.error.ts';
import { EnvError } from './platform/env.ts';

/** The process ends within this time once it has drained, whatever hangs, in ms. */
const END_WITHIN_MS = 9_000;
/** A terminal, npm and a process group may each pass on the same signal; one that comes later is a person in a hurry. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Closes the house when the process is asked to stop. Somebody who asks again is obeyed at once. `drainMs`: how long it
 * serves on before it ends.
 */
export function onStopSignal(close: () => Promise<void>, drainMs: number): void {
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
    }, drainMs + END_WITHIN_MS).unref();
    close().then(() => process.exit(0), stopWithLine);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/**
 * Ends the process with one line where the reason is known, and with the whole error where it is a bug. `cannot`: what it
 * was about to do.
 */
export function stopWithLine(error: unknown, cannot = 'start'): void {
  process.stderr.write(`Rostrum cannot ${cannot}: ${reasonOf(error)}\n`, () => process.exit(1));
}

function reasonOf(error: unknown): string {
  if (error instanceof EnvError || error instanceof DatabaseUnavailable || error instanceof BackupError)
    return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is in use. Set PORT to another one.`;
  if (code === 'EACCES') return `port ${port} may not be used by this user. Set PORT above 1023.`;
  return error.stack ?? error.message;
}
