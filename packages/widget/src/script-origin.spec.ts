import { expect, test } from 'vitest';
import { scriptOrigin } from './script-origin.ts';

const page = (current: string | null, other: string | null) => ({
  currentScript: current === null ? null : { src: current },
  querySelector: () => (other === null ? null : { src: other }),
});

test.each([
  ['https://house.example/widget.js', null, 'https://house.example'],
  ['http://localhost:3000/widget.js?2', 'https://other.example/widget.js', 'http://localhost:3000'],
  // As a module, or after it was put in by a script.
  [null, 'https://house.example/widget.js', 'https://house.example'],
  ['', 'https://house.example/widget.js', 'https://house.example'],
  // Pasted into the page.
  ['', null, null],
  [null, null, null],
  ['/widget.js', null, null],
])('script %j, first other %j: %j', (current, other, origin) => {
  expect(scriptOrigin(page(current, other))).toBe(origin);
});
