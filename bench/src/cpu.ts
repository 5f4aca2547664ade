import { readFileSync } from 'node:fs';

/** Of the kernel's clock that /proc counts in. */
const TICKS_PER_SECOND = 100;

/** CPU time that a process has used so far, all its threads together, in s. NaN where /proc is not to be read. */
export function cpuSeconds(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in the second field may hold anything but its own end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}
