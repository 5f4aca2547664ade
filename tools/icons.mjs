// Draws the icons of the installed site from its mark: `node tools/icons.mjs`. What it writes is kept in the repository.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './install.mjs';

// The server's package; nothing else in tools/ needs it.
const sharp = createRequire(join(root, 'apps/server/package.json'))('sharp');
const mark = readFileSync(join(root, 'apps/web/static/mark.svg'), 'utf8');
const [field] = /#[0-9a-f]{6}/.exec(mark);
const letter = /<path[^>]*>/.exec(mark)[0];

/** The mark in a square of 32: with rounded corners, filling it, or as the letter alone. */
const svg = (ground, scale = 1, sign = letter) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 32 32">${ground}` +
      `<g transform="translate(16 16) scale(${scale}) translate(-16.3 -16)">${sign}</g></svg>`,
  );
const rounded = svg(`<rect width="32" height="32" rx="5" fill="${field}"/>`);
// Systems cut a maskable icon to a shape of theirs; within four fifths of its width everything stays.
const filled = svg(`<rect width="32" height="32" fill="${field}"/>`, 0.82);
const alone = svg('', 1.5, letter.replace(/fill="[^"]*"/, 'fill="#fff"'));

for (const [name, source, size] of [
  ['any-192', rounded, 192],
  ['any-512', rounded, 512],
  ['maskable-192', filled, 192],
  ['maskable-512', filled, 512],
  ['touch-180', filled, 180],
  ['badge-96', alone, 96],
]) {
  const file = join(root, `apps/web/static/icons/${name}.png`);
  await sharp(source).resize(size, size).png({ palette: true, effort: 10 }).toFile(file);
}
