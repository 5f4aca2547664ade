import { describe, expect, it } from 'vitest';
import { shareOfMat, sizesText } from './picture-sizes.ts';

describe('sizes of pictures', () => {
  it('are written as the browser wants them', () => {
    const sizes = [
      ['(min-width: 84rem)', '18rem'],
      ['', '92vw'],
    ] as const;
    expect(sizesText(sizes)).toBe('(min-width: 84rem) 18rem, 92vw');
    expect(sizesText(sizes, 0.5)).toBe('(min-width: 84rem) calc((18rem) * 0.50), calc((92vw) * 0.50)');
  });

  it('know what a mat leaves', () => {
    expect(shareOfMat({ width: 1_600, height: 900 })).toBeCloseTo(0.84);
    expect(shareOfMat({ width: 400, height: 500 })).toBeCloseTo(0.84);
    expect(shareOfMat({ width: 300, height: 600 })).toBeCloseTo(0.545);
  });
});
