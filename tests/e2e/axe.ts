import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, a line for each place. Its script goes in past the page's own rules for scripts. */
export async function findings(page: Page, options: RunOptions = {}): Promise<string[]> {
  await page.evaluate(`window.axe === undefined ? (() => { ${axe} })() : undefined`);
  return page.evaluate(async (asked) => {
    const { axe } = window as unknown as typeof globalThis & { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { ...asked, resultTypes: ['violations'] });
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${impact} ${id}: ${target.join(' ')} (${failureSummary})`),
    );
  }, options);
}
