import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from '../platform/index.ts';
import { CatalogueQueries } from './catalogue-queries.ts';
import { answerPublicly } from './public-answer.ts';

const lotId = z.uuid();

/** One lot with all that its page needs. */
@Controller('api/lots')
export class LotsController {
  constructor(private readonly queries: CatalogueQueries) {}

  @Get(':id')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    if (!lotId.safeParse(id).success) throw refuse('LOT_UNKNOWN');
    answerPublicly(request, reply, await this.queries.lot(id.toLowerCase()));
  }
}
