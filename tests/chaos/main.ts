// npm run chaos -- [NAME …] [--seed=N] [--short]: tries to break what the house promises. The long form writes docs/RELIABILITY.md.
import { parseArgs } from 'node:util';
import { PROMISES } from './promises.ts';
import { anySeed } from './random.ts';
import { writePage, type Tried } from './reliability-page.ts';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, short: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const seed = values.seed === undefined ? anySeed() : Number(values.seed);
const unknown = positionals.filter((name) => !PROMISES.some(({ id }) => id === name));
if (unknown.length > 0 || !Number.isSafeInteger(seed)) {
  console.error(
    unknown.length > 0
      ? `There is no promise '${unknown.join(', ')}'. Promises: ${PROMISES.map(({ id }) => id).join(', ')}.`
      : 'A seed is a whole number.',
  );
  process.exit(2);
}

console.log(`seed ${seed}`);
const tried: Tried[] = [];
let broken = 0;
for (const promise of PROMISES.filter(({ id }) => positionals.length === 0 || positionals.includes(id))) {
  const form = values.short ? promise.short : promise.long;
  if (!form) {
    console.log(`${promise.id}: no short form, \`npm test\` runs ${promise.test}`);
    continue;
  }
  const lacks = promise.lacks();
  if (lacks) {
    console.log(`${promise.id}: not run, ${lacks}`);
    tried.push({ promise, seed, outcome: lacks });
    continue;
  }
  const begun = Date.now();
  const say = (line: string): void => console.log(`  ${promise.id}: ${line}`);
  const outcome = await form({ seed, say }).catch((error: unknown) => ({
    runs: 'not finished',
    result: '',
    violations: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
  }));
  tried.push({ promise, seed, outcome });
  for (const violation of outcome.violations) console.error(`  ${promise.id}: BROKEN: ${violation}`);
  if (outcome.violations.length > 0) broken++;
  const verdict =
    outcome.violations.length > 0 ? `BROKEN ${outcome.violations.length} times` : `kept: ${outcome.result}`;
  const took = `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  console.log(`${promise.id}: ${verdict}; ${outcome.runs} (${took})`);
}
if (!values.short) writePage(PROMISES, tried);
process.exit(broken === 0 ? 0 : 1);
