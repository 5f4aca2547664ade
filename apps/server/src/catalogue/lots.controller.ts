import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { lotQuerySchema } from '@rostrum/contract/schemas';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerPublicly, refuse } from '../platform/index.ts';
import { CatalogueQueries } from './catalogue-queries.ts';
import { LotFinder } from './lot-finder.ts';

const lotId = z.uuid();

/** Lots of all auctions, and one lot with all that its page needs. */
@Controller('api/lots')
export class LotsController {
  constructor(
    private readonly queries: CatalogueQueries,
    private readonly finder: LotFinder,
  ) {}

  @Get()
  async find(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: lotQuerySchema }) query: z.infer<typeof lotQuerySchema>,
  ): Promise<void> {
    answerPublicly(request, reply, await this.finder.find(query));
  }

  @Get(':id')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
    if (!lotId.safeParse(id).success) throw refuse('LOT_UNKNOWN');
    answerPublicly(request, reply, await this.queries.lot(id.toLowerCase()));
  }
}
