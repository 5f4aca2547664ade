import { expect, test } from 'vitest';
import { placeBeside } from './placement.ts';

test.each([
  ['no panel', null, 1440, { position: 'top-right', right: 24 }],
  ['a panel in the right column', { left: 1000, top: 300, bottom: 700 }, 1440, { position: 'top-right', right: 464 }],
  ['a phone, the panel far below', { left: 16, top: 900, bottom: 1300 }, 390, { position: 'top-right', right: 24 }],
  ['a phone, the panel at the top', { left: 16, top: 120, bottom: 520 }, 390, { position: 'bottom-right', right: 24 }],
  ['a phone, the panel scrolled away', { left: 16, top: -600, bottom: -10 }, 390, { position: 'top-right', right: 24 }],
] as const)('%s', (_, panel, width, placement) => {
  expect(placeBeside(panel, width)).toEqual(placement);
});
