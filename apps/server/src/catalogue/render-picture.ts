import { createHash } from 'node:crypto';
import { PICTURE_BYTES_MAX, type PictureFault } from '@rostrum/contract';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { pictureFormat } from './picture-format.ts';

/** Largest picture, in pixels. */
const PICTURE_PIXELS_MAX = 50_000_000;
/** Widths that pages ask for; a picture is never enlarged. */
const STEPS = [320, 480, 640, 960, 1440];
const PLACEHOLDER_WIDTH = 16;

const WORDS: Readonly<Record<PictureFault, string>> = {
  'too-large': 'The picture is larger than 15 MB.',
  'not-a-picture': 'This is not a picture that the house takes: JPEG, PNG, WebP, AVIF or GIF.',
  'too-many-pixels': 'The picture has more than 50 million pixels.',
  damaged: 'The picture is damaged and cannot be read.',
  'too-many': 'The lot has as many pictures as it may have.',
};

/** A picture was not taken; the message is for the person who sent it. */
export class PictureRefused extends Error {
  override readonly name = 'PictureRefused';

  readonly fault: PictureFault;

  constructor(fault: PictureFault, options?: ErrorOptions) {
    super(WORDS[fault], options);
    this.fault = fault;
  }
}

/** A picture ready to be stored: its files by name, and what pages need to know of it. */
export interface RenderedPicture {
  hash: string;
  width: number;
  height: number;
  widths: number[];
  placeholder: string;
  files: { name: string; bytes: Buffer }[];
}

/** How hard the encoders work; 0 is quick and large, 9 (AVIF) and 6 (WebP) slow and small. */
export interface RenderEffort {
  avif: number;
  webp: number;
}

/**
 * Decodes an upload and encodes it anew as AVIF and WebP in several widths, upright and without its metadata, so that
 * nothing but pixels of the upload is ever served. Throws PictureRefused.
 */
export async function renderPicture(bytes: Buffer, effort: RenderEffort): Promise<RenderedPicture> {
  if (bytes.length > PICTURE_BYTES_MAX) throw new PictureRefused('too-large');
  if (pictureFormat(bytes) === null) throw new PictureRefused('not-a-picture');
  const { width, height } = await sizeOf(bytes);
  const widths = widthsFor(width);
  const largest = widths.at(-1)!;
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  try {
    const files: RenderedPicture['files'] = [];
    for (const step of widths) {
      const scaled = await open(bytes).resize({ width: step }).raw().toBuffer({ resolveWithObject: true });
      const pixels = () => sharp(scaled.data, { raw: scaled.info });
      const avif = await pixels().avif({ quality: 46, effort: effort.avif }).toBuffer();
      const webp = await pixels()
        .webp({ quality: webpQuality(step), effort: effort.webp })
        .toBuffer();
      files.push({ name: `${hash}-${step}.avif`, bytes: avif }, { name: `${hash}-${step}.webp`, bytes: webp });
    }
    const placeholder = await placeholderOf(bytes);
    return { hash, width: largest, height: Math.round((height * largest) / width), widths, placeholder, files };
  } catch (cause) {
    throw damaged(cause);
  }
}

/** The steps below the picture's own width and that width itself, up to the widest step; near neighbours are left out. */
export function widthsFor(width: number): number[] {
  const largest = Math.min(width, STEPS.at(-1)!);
  return [...STEPS.filter((step) => step < largest * 0.8), largest];
}

/** WebP is for browsers without AVIF; its large files are not worth their last tenth of sharpness. */
function webpQuality(width: number): number {
  return width > 640 ? 60 : 68;
}

/** The pixels, upright, in sRGB, first frame only. Sharp refuses to decode more pixels than the limit. */
function open(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: PICTURE_PIXELS_MAX, failOn: 'error' }).autoOrient().toColourspace('srgb');
}

async function sizeOf(bytes: Buffer): Promise<{ width: number; height: number }> {
  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { limitInputPixels: false, failOn: 'error' }).metadata();
  } catch (cause) {
    throw damaged(cause);
  }
  const { width, height } = metadata.autoOrient;
  if (width * height > PICTURE_PIXELS_MAX) throw new PictureRefused('too-many-pixels');
  return { width, height };
}

async function placeholderOf(bytes: Buffer): Promise<string> {
  const tiny = await open(bytes).resize({ width: PLACEHOLDER_WIDTH }).webp({ quality: 30 }).toBuffer();
  return `data:image/webp;base64,${tiny.toString('base64')}`;
}

/** What the decoder says of a file may name paths and libraries: kept as the cause, not shown. */
function damaged(cause: unknown): PictureRefused {
  return new PictureRefused('damaged', { cause });
}
