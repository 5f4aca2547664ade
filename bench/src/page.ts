import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const path = join(import.meta.dirname, '../../docs/PERFORMANCE.md');

const HEAD = `# How fast Rostrum is

Made by \`npm run bench\`; a run of one scenario replaces only its section. Each table holds medians of the repetitions of
one run in which Rostrum and its peers took turns on the same machine. Absolute figures vary from machine to machine and
from hour to hour on a shared one: the ratios within a run are the result.
`;

/** Puts a scenario's section into docs/PERFORMANCE.md, in the place of its earlier one. */
export async function writeSection(name: string, text: string): Promise<void> {
  const page = existsSync(path) ? readFileSync(path, 'utf8') : HEAD;
  const section = `<!-- scenario: ${name} -->\n\n${text}\n\n<!-- /scenario: ${name} -->`;
  const [from, end] = [page.indexOf(`<!-- scenario: ${name} -->`), `<!-- /scenario: ${name} -->`];
  const whole =
    from < 0
      ? `${page.trimEnd()}\n\n${section}\n`
      : page.slice(0, from) + section + page.slice(page.indexOf(end) + end.length);
  writeFileSync(path, await format(whole, { ...(await resolveConfig(path)), parser: 'markdown' }));
}
