import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from '../errors.ts';
import { isAlive, isOfThisBoot, thisProcess } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

const LOOK_AGAIN_MS = 100;

/**
 * Takes the lock of a data folder: a file that names its holder. A dead holder's lock is taken over, a living one is
 * waited for. Answers the function that gives it back. Throws DatabaseUnavailable when `waitMs` are over.
 */
export async function lockFolder(folder: string, waitMs: number): Promise<() => void> {
  const path = `${folder}/house.lock`;
  const deadline = Date.now() + waitMs;
  for (;;) {
    if (place(path)) return () => rmSync(path, { force: true });
    const holder = read(path);
    if (holder === null || !isAlive(holder)) clearDead(path);
    else if (Date.now() >= deadline) {
      throw new DatabaseUnavailable(`The data folder ${folder} is used by another house (process ${holder.pid}).`);
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Whether the machine went down under the holder that the lock still names: what he had not flushed may be lost. */
export function wentDownWithTheMachine(folder: string): boolean {
  const holder = read(`${folder}/house.lock`);
  return holder !== null && !isOfThisBoot(holder);
}

/** Puts the file there with its content at once, or answers false where there is one. */
function place(path: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(thisProcess()), { flag: 'wx' });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Null where there is no file, or none that names a process. */
function read(path: string): ProcessIdentity | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
    return Number.isInteger(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Removes a dead holder's file. Only one process at a time may, and it looks again first: else a slow one would remove
 * the file that a quick one has just put there.
 */
function clearDead(path: string): void {
  const guard = `${path}.takeover`;
  if (!place(guard)) {
    const other = read(guard);
    if (other === null || !isAlive(other)) rmSync(guard, { force: true });
    return;
  }
  try {
    const holder = read(path);
    if (holder === null || !isAlive(holder)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}
