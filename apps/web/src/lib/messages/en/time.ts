import type { Span } from '#lib/format/time.ts';

/** `2 d 3 h`, `3 h 12 min`, `4 min 12 s`, `42 s`: the two units that matter. */
function span({ days, hours, minutes, seconds }: Span): string {
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  if (minutes > 0) return `${minutes} min ${seconds} s`;
  return `${seconds} s`;
}

export const time = {
  span,
  /** The last minute, in tenths of a second. */
  tenths: ({ seconds, tenths }: Span) => `${seconds}.${tenths} s`,
  closesIn: (left: string) => `closes in ${left}`,
  opensIn: (left: string) => `opens in ${left}`,
  notBefore: (when: string) => `not before ${when}`,
  opensAt: (when: string) => `opens ${when}`,
  closing: 'closing',
  closed: 'closed',
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
  minutesLeft: (lot: string, count: number) => `Lot ${lot} closes in ${count === 1 ? '1 minute' : `${count} minutes`}.`,
  secondsLeft: (lot: string, count: number) => `Lot ${lot} closes in ${count} seconds.`,
};
