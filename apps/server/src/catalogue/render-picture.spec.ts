import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PICTURE_BYTES_MAX } from '@rostrum/contract';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { PictureRefused, renderPicture, widthsFor } from './render-picture.ts';

const torture = join(import.meta.dirname, '../../../../../shared/data/torture/images');
const missing = existsSync(torture) ? '' : ' (skipped: ../shared/data/torture/images is not here)';
const QUICK = { avif: 0, webp: 0 };

const refusalOf = (bytes: Buffer): Promise<string> =>
  renderPicture(bytes, QUICK).then(
    () => 'taken',
    (error: unknown) => {
      if (!(error instanceof PictureRefused)) throw error;
      return error.message;
    },
  );
const filesIn = (folder: string): [string, Buffer][] =>
  missing ? [] : readdirSync(join(torture, folder)).map((name) => [name, readFileSync(join(torture, folder, name))]);
/** At least one case, so that what cannot run is seen to be skipped. */
const casesIn = (folder: string): [string, Buffer][] =>
  missing ? [[`picture${missing}`, Buffer.alloc(0)]] : filesIn(folder);
const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#7a2a2a' } });

describe('pictures', () => {
  test('are never enlarged, and near widths are left out', () => {
    expect(widthsFor(100)).toEqual([100]);
    expect(widthsFor(320)).toEqual([320]);
    expect(widthsFor(700)).toEqual([320, 480, 700]);
    expect(widthsFor(1104)).toEqual([320, 480, 640, 1104]);
    expect(widthsFor(4000)).toEqual([320, 480, 640, 960, 1440]);
  });

  test('come as AVIF and WebP without their metadata, upright', async () => {
    const upload = await canvas(400, 200)
      .withExif({ IFD0: { Copyright: 'a secret place' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const picture = await renderPicture(upload, QUICK);
    expect(picture).toMatchObject({ width: 200, height: 400, widths: [200] });
    expect(picture.files.map(({ name }) => name)).toEqual([`${picture.hash}-200.avif`, `${picture.hash}-200.webp`]);
    for (const { bytes } of picture.files) {
      const metadata = await sharp(bytes).metadata();
      expect(metadata).toMatchObject({ width: 200, height: 400 });
      expect(metadata.exif).toBeUndefined();
      expect(bytes.includes('a secret place')).toBe(false);
    }
    expect(picture.placeholder).toMatch(/^data:image\/webp;base64,[\w+/=]{20,400}$/);
  });

  test('of the same content have the same name', async () => {
    const upload = await canvas(20, 20).png().toBuffer();
    const [one, two] = [await renderPicture(upload, QUICK), await renderPicture(upload, QUICK)];
    expect(two.hash).toBe(one.hash);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('a cup and a saucer')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>')],
    ['a PDF', Buffer.from('%PDF-1.7\n')],
    ['an HTML page', Buffer.from('<!doctype html><img src=x>')],
  ])('%s is refused as no picture', async (_name, bytes) => {
    expect(await refusalOf(bytes)).toMatch(/not a picture that the house takes/);
  });

  test('too many bytes are refused', async () => {
    expect(await refusalOf(Buffer.alloc(PICTURE_BYTES_MAX + 1))).toMatch(/15 MB/);
  });

  test('too many pixels are refused before they are decoded', async () => {
    expect(await refusalOf(await canvas(7_200, 7_200).png().toBuffer())).toMatch(/50 million pixels/);
  });

  test('a picture that ends early is refused', async () => {
    const whole = await canvas(300, 300).png().toBuffer();
    expect(await refusalOf(whole.subarray(0, whole.length / 2))).toMatch(/damaged/);
  });

  test.skipIf(missing !== '').each(casesIn('pngsuite-bad'))(
    'the broken %s is refused with a clear message',
    async (_name, bytes) => {
      expect(await refusalOf(bytes)).toMatch(/not a picture that the house takes|damaged/);
    },
  );

  test.skipIf(missing !== '').each(casesIn('pngsuite-good'))(
    'the odd but good %s is encoded anew',
    async (_name, bytes) => {
      expect((await renderPicture(bytes, QUICK)).files.length).toBeGreaterThan(0);
    },
  );

  test.skipIf(missing !== '')(`names do not count${missing}`, async () => {
    const odd = new Map(filesIn('odd'));
    expect(await refusalOf(odd.get('jpeg-named.webp')!)).toBe('taken');
    expect(await refusalOf(odd.get('git-lfs-pointer.jpg')!)).toMatch(/not a picture/);
    expect(await refusalOf(odd.get('imagetragick-read-mvg.jpg')!)).toMatch(/not a picture/);
  });
});
