// `npm run bench -- [SCENARIO…] [--repetitions=3] [--seed=1] [--dry]`: measures, prints the tables and writes them into
// docs/PERFORMANCE.md; `--dry` leaves the page as it is. PostgreSQL takes part where TEST_DATABASE_URL names one.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openKits } from './kit.ts';
import { machine } from './machine.ts';
import { writeSection } from './page.ts';
import type { Row, Scenario } from './scenario.ts';
import { markdownOf, mediansOf } from './table.ts';

const folder = join(import.meta.dirname, 'scenarios');
const known = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repetitions: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    dry: { type: 'boolean', default: false },
  },
});
const [repetitions, seed] = [Number(values.repetitions), Number(values.seed)];
const postgres = process.env.TEST_DATABASE_URL || null;
const unknown = positionals.filter((name) => !known.includes(name));
if (unknown.length > 0 || !(repetitions >= 1) || !Number.isInteger(seed)) {
  console.error(`There is no '${unknown[0] ?? 'such number'}'. Scenarios: ${known.join(', ')}.`);
  process.exit(2);
}

const facts = await machine(postgres);
for (const name of positionals.length > 0 ? positionals : known) {
  const { scenario } = (await import(join(folder, `${name}.ts`))) as { scenario: Scenario };
  console.log(`\n${scenario.title}`);
  const table = markdownOf(scenario.columns, mediansOf(await repeat(scenario)));
  console.log(`\n${table}\n`);
  const command = `npm run bench -- ${name} --repetitions=${repetitions} --seed=${seed}`;
  const notes = [...facts, `\`${command}\`, ${new Date().toISOString().slice(0, 10)}`].map((fact) => `- ${fact}`);
  const section = `## ${scenario.title}\n\n${scenario.about}\n\n${table}\n\n${notes.join('\n')}`;
  if (!values.dry) await writeSection(name, section);
}

async function repeat(scenario: Scenario): Promise<Row[][]> {
  const kits = openKits(seed, postgres, (text) => console.log(`  ${text}`));
  try {
    const measured: Row[][] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      console.log(`  repetition ${repetition} of ${repetitions}`);
      measured.push(await scenario.run(kits.of(repetition)));
    }
    return measured;
  } finally {
    await kits.close();
  }
}
