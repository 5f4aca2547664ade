/** How wide something is on the page: media condition ('' for the last) and length, as in `sizes` of an image. */
export type Sizes = readonly (readonly [media: string, length: string])[];

/** What a picture is shown on, with the margins that are left around it. */
export interface Frame {
  /** Width by height. */
  ratio: number;
  /** On every side, as a part of the width. */
  margin: number;
}

/** `sizes` of an image that takes a share of these widths. */
export function sizesText(sizes: Sizes, share = 1): string {
  return sizes
    .map(([media, length]) => `${media} ${share === 1 ? length : `calc((${length}) * ${share.toFixed(2)})`}`.trim())
    .join(', ');
}

/** The share of a frame's width that a picture takes: one that is taller than the frame is held by its height. */
export function shareOf(picture: { width: number; height: number }, { ratio, margin }: Frame): number {
  const within = 1 - 2 * margin;
  return Math.min(within, (1 / ratio - 2 * margin) * (picture.width / picture.height));
}
