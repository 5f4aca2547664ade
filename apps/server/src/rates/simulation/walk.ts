/** Octaves of the walk: periods of 2 s, 4 s, … up to some half a year. */
const OCTAVES = 23;
const DAY_S = 86_400;

/**
 * How far a made-up price is from its middle at a moment, as a part, where a day moves it by about `perDay`. A pure
 * function: every node and every chart sees the same walk, whenever it looks, and nothing has to be stored. Octaves grow
 * with the root of their period, as the steps of a random walk do.
 */
export function drift(seed: number, seconds: number, perDay: number): number {
  let sum = 0;
  for (let octave = 1; octave <= OCTAVES; octave++) {
    const period = 2 ** octave;
    sum += Math.sqrt(period / DAY_S) * noise(seed + octave * 0x9e37, seconds / period);
  }
  return perDay * sum;
}

/** A smooth curve through a value of chance in [-1, 1] at each whole `x`. */
function noise(seed: number, x: number): number {
  const left = Math.floor(x);
  const part = x - left;
  const weight = part * part * (3 - 2 * part);
  return chance(seed, left) * (1 - weight) + chance(seed, left + 1) * weight;
}

/** A value in [-1, 1] that looks like chance and is always the same for the same two numbers. */
function chance(seed: number, x: number): number {
  let bits = Math.imul(seed ^ Math.imul(x | 0, 0x85eb_ca6b), 0xc2b2_ae35);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b_3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a_2d39);
  return ((bits ^ (bits >>> 15)) >>> 0) / 0x7fff_ffff - 1;
}
