/** Random numbers that are the same for the same seed. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A UUID. */
  uuid(): string;
  /** Random numbers of its own, so that what runs beside it changes nothing here. */
  fork(): Random;
}

export function randomOf(seed: number): Random {
  const bits = sfc32(seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0);
  const next = (): number => bits() / 2 ** 32;
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const hex = (): string => bits().toString(16).padStart(8, '0');
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (items) => items[between(0, items.length - 1)]!,
    uuid: () => {
      const [a, b, c, d] = [hex(), hex(), hex(), hex()];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
    fork: () => randomOf(bits() * 2 ** 20 + (bits() & 0xfffff)),
  };
}

/** Chris Doty-Humphrey's small fast counter, 32 bits at a time from 128 bits of state. */
function sfc32(low: number, high: number): () => number {
  let [a, b, c, counter] = [0x9e3779b9, low, high, 1];
  const bits = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 16; warm++) bits();
  return bits;
}

/** A seed that nobody chose. */
export function anySeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}
