import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';

/**
 * Names one run of one process. A pid alone is given out again; together with the moment at which the process started
 * and the boot of the machine it is not.
 */
export interface ProcessIdentity {
  pid: number;
  startedAt: string;
  bootId: string;
}

export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? '', bootId: bootId() };
}

/** True where that very run still goes on. */
export function isAlive(other: ProcessIdentity): boolean {
  return isOfThisBoot(other) && startOf(other.pid) === other.startedAt;
}

/** True where the machine has not been started anew since. */
export function isOfThisBoot(other: ProcessIdentity): boolean {
  return other.bootId === bootId();
}

/** When a process started, as the system words it; null where there is no such process. */
function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      // The name of the program stands in parentheses and may hold blanks; the state and, 19 fields on, the start follow.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      // A zombie only waits for its parent to notice that it is dead.
      return /[ZX]/.test(fields[0] ?? 'X') ? null : (fields[19] ?? null);
    } catch {
      return null;
    }
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** Where the system has no id for its boot, the minute of the boot has to do. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `boot ${Math.round((Date.now() / 1000 - uptime()) / 60)}`;
  }
}
