import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineLine } from './machine.ts';
import type { ChaosPromise, Outcome } from './promise.ts';

const root = join(import.meta.dirname, '../..');
const page = join(root, 'docs/RELIABILITY.md');

const INTRODUCTION = `# What the house promises, and how that was tried

\`npm run chaos\` tries to break each promise and writes this page; \`npm run chaos -- bids --seed=7\` runs one of them from a
chosen seed. A short form of each runs inside \`npm test\`. Each line says when it was run, and what was run.
`;
const LIMITS = `What this does not show:

- A killed process leaves to the disk what it had written; a machine that loses its power may not. PostgreSQL runs with
  \`fsync\` and \`synchronous_commit\` on, and what they promise is PostgreSQL's promise.
- A seed chooses who bids what, and what is broken; how long everything takes is the machine's choice. So a seed makes a
  run alike, not the same.
- Everything runs on one machine, so clocks do not differ.
- A node that is stopped tells its clients to come back over five seconds, each at a moment of chance. It counts as healed
  once it is back and those are past.
`;
const HEAD = `| Name | Promise | Test | Runs | Result | Command | Date |
| --- | --- | --- | --- | --- | --- | --- |`;

/** One promise with what a long run of it found. */
export interface Tried {
  promise: ChaosPromise;
  seed: number;
  /** A reason where it could not run. */
  outcome: Outcome | string;
}

/** Writes docs/RELIABILITY.md. Lines of promises that were not tried now stay, if this machine is the one that found them. */
export function writePage(promises: readonly ChaosPromise[], tried: readonly Tried[]): void {
  const machine = `Machine: ${machineLine()}.`;
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const known = before.includes(machine) ? before : '';
  const rows = promises.map(({ id, promise, test }) => {
    const now = tried.find((each) => each.promise.id === id);
    if (now) return rowOf(now);
    return (
      known.split('\n').find((line) => line.startsWith(`| ${id} `)) ?? row([id, promise, link(test), 'not yet run'])
    );
  });
  writeFileSync(page, [INTRODUCTION, machine, '', HEAD, ...rows, '', LIMITS].join('\n'));
  execFileSync(process.execPath, ['node_modules/prettier/bin/prettier.cjs', '--write', '--log-level=warn', page], {
    cwd: root,
    stdio: 'inherit',
  });
}

function rowOf({ promise: { id, promise, test }, seed, outcome }: Tried): string {
  const what =
    typeof outcome === 'string'
      ? [`not run: ${outcome}`, '']
      : [
          outcome.runs,
          outcome.violations.length === 0 ? outcome.result : `**broken ${outcome.violations.length} times**`,
        ];
  const date = new Date().toISOString().slice(0, 10);
  return row([id, promise, link(test), ...what, `\`npm run chaos -- ${id} --seed=${seed}\``, date]);
}

function row(cells: readonly string[]): string {
  return `| ${Array.from({ length: 7 }, (_, index) => (cells[index] ?? '').replaceAll('|', '\\|')).join(' | ')} |`;
}

function link(test: string): string {
  return `[${test.split('/').at(-1)}](../${test})`;
}
