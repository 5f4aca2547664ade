import { describe, expect, it } from 'vitest';
import { shareOf, sizesText } from './picture-sizes.ts';

describe('sizes of pictures', () => {
  it('are written as the browser wants them', () => {
    const sizes = [
      ['(min-width: 84rem)', '18rem'],
      ['', '92vw'],
    ] as const;
    expect(sizesText(sizes)).toBe('(min-width: 84rem) 18rem, 92vw');
    expect(sizesText(sizes, 0.5)).toBe('(min-width: 84rem) calc((18rem) * 0.50), calc((92vw) * 0.50)');
  });

  it('know what a frame leaves to a picture', () => {
    const mat = { ratio: 4 / 5, margin: 0.08 };
    expect(shareOf({ width: 1_600, height: 900 }, mat)).toBeCloseTo(0.84);
    expect(shareOf({ width: 400, height: 500 }, mat)).toBeCloseTo(0.84);
    expect(shareOf({ width: 300, height: 600 }, mat)).toBeCloseTo(0.545);
    expect(shareOf({ width: 300, height: 600 }, { ratio: 4 / 3, margin: 0.06 })).toBeCloseTo(0.315);
  });
});
