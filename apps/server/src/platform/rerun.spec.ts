import { describe, expect, it } from 'vitest';
import { Rerun } from './rerun.ts';

describe('Rerun', () => {
  it('runs once more for all who asked while it ran, and begins after they asked', async () => {
    const begun: string[] = [];
    const gates: (() => void)[] = [];
    const rerun = new Rerun((key) => {
      begun.push(key);
      return new Promise((resolve) => gates.push(resolve));
    });
    const first = rerun.ask('a');
    const second = rerun.ask('a');
    const third = rerun.ask('a');
    const other = rerun.ask('b');
    expect(begun).toEqual(['a', 'b']);
    gates[0]!();
    await first;
    await Promise.resolve();
    expect(begun).toEqual(['a', 'b', 'a']);
    gates[2]!();
    await Promise.all([second, third]);
    expect(begun).toEqual(['a', 'b', 'a']);
    gates[1]!();
    await other;
    void rerun.ask('a');
    expect(begun).toEqual(['a', 'b', 'a', 'a']);
  });
});
