import { median } from './figures.ts';
import type { Column, Row } from './scenario.ts';

/** One row per name, in the order of the first repetition: figures become their median, words stay as they came last. */
export function mediansOf(repetitions: readonly (readonly Row[])[]): Row[] {
  const names = [...new Set(repetitions.flatMap((rows) => rows.map(({ name }) => name)))];
  return names.map((name) => {
    const found = repetitions.flatMap((rows) => rows.filter((row) => row.name === name));
    const keys = [...new Set(found.flatMap(({ cells }) => Object.keys(cells)))];
    const cells = keys.map((key): [string, number | string] => {
      const values = found.map((row) => row.cells[key]).filter((value) => value !== undefined);
      const numbers = values.filter((value) => typeof value === 'number');
      return [key, numbers.length > 0 ? median(numbers) : values.at(-1)!];
    });
    return { name, cells: Object.fromEntries(cells) };
  });
}

/** A Markdown table; a cell that was not measured is a dash. */
export function markdownOf(columns: readonly Column[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['', ...columns.map(({ title }) => title)]),
    line(['---', ...columns.map(() => '---:')]),
    ...rows.map(({ name, cells }) => line([name, ...columns.map((column) => shown(cells[column.key], column))])),
  ].join('\n');
}

function shown(value: number | string | undefined, { digits = 0 }: Column): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  if (typeof value === 'string') return value;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
