import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '@rostrum/database';
import sharp from 'sharp';
import { Pictures } from './pictures.ts';

/** What the services that preview links agree on: this size, and JPEG, which all of them read. */
const WIDTH = 1200;
const HEIGHT = 630;
/** Space around the object, which is never cropped. */
const MARGIN = 48;
/** The mat of the catalogue in daylight. */
const MAT = '#f0ebe1';
/** Previews kept in memory; they are asked for when a link is posted, by a few services at once. */
const KEPT = 32;

/** Pictures as previews of links show them: whole, on the catalogue's mat. */
@Injectable()
export class PicturePreviews {
  private readonly kept = new Map<string, Promise<Buffer | null>>();
  /** One is made at a time: the machine has bids to take. */
  private making: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly pictures: Pictures,
    private readonly catalogue: Catalogue,
  ) {}

  /** A JPEG; null where there is no such picture. */
  async of(hash: string): Promise<Buffer | null> {
    const known = this.kept.get(hash);
    if (known) return known;
    const preview = this.making.then(() => this.make(hash));
    this.making = preview.catch(() => undefined);
    this.kept.set(hash, preview);
    const made = await preview.catch((error: unknown) => {
      this.kept.delete(hash);
      throw error;
    });
    if (made === null) this.kept.delete(hash);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return made;
  }

  private async make(hash: string): Promise<Buffer | null> {
    const picture = (await this.catalogue.pictures([hash])).get(hash);
    const path = picture && this.pictures.pathOf(`${hash}-${picture.widths.at(-1)}.webp`);
    const bytes = path ? await readFile(path).catch(() => null) : null;
    if (bytes === null) return null;
    const object = await sharp(bytes)
      .resize({ width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN, fit: 'inside', withoutEnlargement: true })
      .toBuffer();
    return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: MAT } })
      .composite([{ input: object }])
      .jpeg({ quality: 82, mozjpeg: true })
      .toBuffer();
  }
}
