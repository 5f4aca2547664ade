/** How wide something is on the page: media condition ('' for the last) and length, as in `sizes` of an image. */
export type Sizes = readonly (readonly [media: string, length: string])[];

/** The part of a mat's width that is left between its margins. */
const WITHIN = 0.84;
/** Width by height of what is left: 4:5 without 8 % of the width on every side. */
const WITHIN_RATIO = WITHIN / (1.25 - 0.16);

/** `sizes` of an image that takes a share of these widths. */
export function sizesText(sizes: Sizes, share = 1): string {
  return sizes
    .map(([media, length]) => `${media} ${share === 1 ? length : `calc((${length}) * ${share.toFixed(2)})`}`.trim())
    .join(', ');
}

/** The share of a mat's width that a picture takes: a tall one is held by the mat's height. */
export function shareOfMat(picture: { width: number; height: number }): number {
  return WITHIN * Math.min(1, picture.width / picture.height / WITHIN_RATIO);
}
