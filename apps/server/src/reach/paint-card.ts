import { readFile } from 'node:fs/promises';
import satori, { type Font } from 'satori';
import sharp, { type OverlayOptions } from 'sharp';
import { CARD, cardLayout, COLOURS, MAT, wordsWidth } from './card-layout.ts';
import type { Card } from './card.ts';
import { cardFonts } from './card.fonts.ts';

let fonts: Font[] | undefined;

/** A card as a JPEG: the object whole on its mat, the words beside it. A picture whose file is gone is left out. */
export async function paintCard(card: Card): Promise<Buffer> {
  const object = card.picture === null ? null : await onMat(card.picture);
  const shown = object === null ? { ...card, picture: null } : card;
  const width = wordsWidth(shown);
  fonts ??= cardFonts();
  const words = await satori(cardLayout(shown) as never, {
    width,
    height: CARD.height,
    fonts,
    // A character that no face has is no reason to paint nothing.
    loadAdditionalAsset: () => Promise.resolve(''),
  });
  return sharp({ create: { ...CARD, channels: 3, background: COLOURS.paper } })
    .composite([...(object ?? []), { input: Buffer.from(words), left: CARD.width - width, top: 0 }])
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer();
}

async function onMat(path: string): Promise<OverlayOptions[] | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const room = { width: MAT.width - 2 * MAT.margin, height: CARD.height - 2 * MAT.margin };
  const { data, info } = await sharp(bytes)
    .resize({ ...room, fit: 'inside' })
    .toBuffer({ resolveWithObject: true });
  return [
    {
      input: { create: { width: MAT.width, height: CARD.height, channels: 3, background: COLOURS.mat } },
      left: 0,
      top: 0,
    },
    {
      input: data,
      left: Math.round((MAT.width - info.width) / 2),
      top: Math.round((CARD.height - info.height) / 2),
    },
  ];
}
