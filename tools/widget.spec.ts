import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundleWidget } from './widget-bundle.ts';

/** What another site's page loads for all four elements, compressed. */
const BUDGET_BYTES = 30_000;

const code = await bundleWidget(join(import.meta.dirname, '..'));

test('the widget fits its budget', () => {
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(BUDGET_BYTES);
});

test('it carries neither zod nor long-polling', () => {
  expect(code).not.toMatch(/ZodError|\$ZodType|_zod\b/);
  expect(code).not.toMatch(/XMLHttpRequest|WebTransport\(/);
});

test('it runs under a strict policy: no markup, no styles and no code out of texts', () => {
  expect(code).not.toMatch(
    /\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|createElement\(.style/,
  );
  expect(code).not.toMatch(/setAttribute\(.style/);
});

test('it is one file that a page can name alone', () => {
  expect(code).not.toMatch(/\bimport\s*\(|^import\b|^export\b/m);
});
