import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { RATES_RANGES } from '@rostrum/contract';
import { ratesHistorySchema, ratesPairSchema } from '@rostrum/contract/schemas';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { answerPublicly, refuse } from '../platform/index.ts';
import { RatesDesk } from './rates.desk.ts';

/** Currency rates, as everybody may read them. */
@ApiTags('rates')
@Controller('api/rates')
export class RatesController {
  constructor(private readonly desk: RatesDesk) {}

  @Get()
  @ApiOperation({ summary: 'All rates against the euro, with their sources and how far they can be relied on' })
  async board(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    answerPublicly(request, reply, await this.desk.board());
  }

  @Get(':pair/history')
  @ApiOperation({ summary: 'The past of one currency against another' })
  @ApiParam({ name: 'pair', example: 'EUR-USD' })
  @ApiQuery({ name: 'range', enum: RATES_RANGES, required: false })
  async history(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('pair') pair: string,
    @Query({ schema: ratesHistorySchema }) { range }: z.infer<typeof ratesHistorySchema>,
  ): Promise<void> {
    const { data: currencies } = ratesPairSchema.safeParse(pair);
    const history = currencies ? await this.desk.history(currencies, range) : null;
    if (history === null) throw refuse('NOT_FOUND', {}, 'The house has no rates of this pair.');
    answerPublicly(request, reply, history);
  }
}
