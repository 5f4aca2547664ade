import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuse } from '../platform/index.ts';
import { PicturePreviews } from './picture-previews.ts';
import { Pictures } from './pictures.ts';

const PREVIEW = /^([0-9a-f]{32})-preview\.jpg$/;

/** The files of pictures. A name goes with its content for ever, so everybody may keep them. */
@Controller('images')
export class ImagesController {
  constructor(
    private readonly pictures: Pictures,
    private readonly previews: PicturePreviews,
  ) {}

  @Get(':file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const [, hash] = PREVIEW.exec(file) ?? [];
    await (hash === undefined ? this.stored(file, reply) : this.preview(hash, reply));
  }

  /** As a preview of a link shows it. */
  private async preview(hash: string, reply: FastifyReply): Promise<void> {
    const bytes = await this.previews.of(hash);
    if (bytes === null) throw refuse('NOT_FOUND');
    await reply
      .header('content-type', 'image/jpeg')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .send(bytes);
  }

  private async stored(file: string, reply: FastifyReply): Promise<void> {
    const path = this.pictures.pathOf(file);
    const found = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !found?.isFile()) throw refuse('NOT_FOUND');
    await reply
      .header('content-type', file.endsWith('.avif') ? 'image/avif' : 'image/webp')
      .header('content-length', found.size)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .send(createReadStream(path));
  }
}
