import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { refuse } from '../platform/index.ts';
import { Pictures } from './pictures.ts';

/** The files of pictures. A name goes with its content for ever, so everybody may keep them. */
@Controller('images')
export class ImagesController {
  constructor(private readonly pictures: Pictures) {}

  @Get(':file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const path = this.pictures.pathOf(file);
    const found = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !found?.isFile()) throw refuse('NOT_FOUND');
    await reply
      .header('content-type', file.endsWith('.avif') ? 'image/avif' : 'image/webp')
      .header('content-length', found.size)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      // Widgets show it on pages of other sites, some of which load nothing without this.
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(createReadStream(path));
  }
}
