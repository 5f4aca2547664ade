import type { HouseProcess } from '../e2e/house.ts';

/** The numbers of a node as Prometheus reads them, by their name with labels. */
export type Numbers = ReadonlyMap<string, number>;

export async function numbersOf(house: Pick<HouseProcess, 'port'>): Promise<Numbers> {
  const text = await (await fetch(`http://localhost:${house.port}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** The sum of one number over all its labels, or over those that have `label`. */
export function sumOf(numbers: Numbers, name: string, label = ''): number {
  return [...numbers]
    .filter(([key]) => (key === name || key.startsWith(`${name}{`)) && key.includes(label))
    .reduce((sum, [, value]) => sum + value, 0);
}

/** MB that a node's process takes. */
export async function megabytesOf(house: Pick<HouseProcess, 'port'>): Promise<number> {
  return sumOf(await numbersOf(house), 'process_resident_memory_bytes') / 2 ** 20;
}
