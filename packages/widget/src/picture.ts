import type { Picture } from '@rostrum/contract';
import { make, part } from './dom.ts';

/** A picture of the house on its mat, never cropped. `sizes` is its width on the page; one that fails leaves the mat. */
export function mat(house: string, { hash, widths, width, height }: Picture, sizes: string): HTMLElement {
  const file = (wide: number): string => `${house}/images/${hash}-${wide}.webp`;
  const image = make('img', {
    part: 'picture',
    // The title beside it says the same.
    alt: '',
    width: String(width),
    height: String(height),
    loading: 'lazy',
    decoding: 'async',
    sizes,
    srcset: widths.map((wide) => `${file(wide)} ${wide}w`).join(', '),
    src: file(widths[0] ?? width),
  });
  image.addEventListener('error', () => image.remove());
  return part('div', 'mat', image);
}
