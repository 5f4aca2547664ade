import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';

const root = join(import.meta.dirname, '../..');

interface TestResult {
  status: string;
  fullName: string;
  failureMessages: string[];
}

interface Report {
  testResults: { assertionResults: TestResult[] }[];
}

/** A promise that tests of `npm test` prove already: its long form runs their files, `rounds` times. */
export function provenBy(files: readonly string[], rounds: number): Pick<ChaosPromise, 'short' | 'long' | 'lacks'> {
  return { short: null, lacks: () => null, long: (run) => runFiles(files, rounds, run) };
}

async function runFiles(files: readonly string[], rounds: number, { say }: ChaosRun): Promise<Outcome> {
  const violations: string[] = [];
  let passed = 0;
  let skipped = 0;
  for (let round = 1; round <= rounds; round++) {
    for (const { status, fullName, failureMessages } of await runVitest(files)) {
      if (status === 'passed') passed++;
      else if (status === 'failed') violations.push(`round ${round}: ${fullName}: ${failureMessages.join('; ')}`);
      else skipped++;
    }
    say(`round ${round} of ${rounds}: ${passed} passed, ${violations.length} failed`);
  }
  if (passed === 0) violations.push('no test ran');
  return {
    runs: `${rounds} × ${files.length === 1 ? 'one file' : `${files.length} files`}`,
    result: `${passed} tests passed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    violations,
  };
}

async function runVitest(files: readonly string[]): Promise<TestResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-chaos-'));
  const report = join(folder, 'report.json');
  try {
    // Without a second try: a promise that was broken once is broken.
    const args = ['run', '--retry=0', '--reporter=json', `--outputFile=${report}`, ...files];
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test' },
    });
    await new Promise((resolve) => child.once('exit', resolve));
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    return testResults.flatMap(({ assertionResults }) => assertionResults);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
