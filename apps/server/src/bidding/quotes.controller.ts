import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LotQuote } from '@rostrum/contract';
import { idSchema, quoteSchema, type QuoteQuery } from './bidding.schemas.ts';
import { LotQuotes } from './lot-quotes.ts';

/** What everybody may ask before he bids. */
@ApiTags('lots')
@Controller('api/lots/:id')
export class QuotesController {
  constructor(private readonly quotes: LotQuotes) {}

  @ApiOperation({ summary: 'What it costs to win at `maxMinor`: hammer, premium, tax and their sum.' })
  @Get('quote')
  @Header('cache-control', 'public, max-age=30')
  quote(
    @Param('id', { schema: idSchema }) lotId: string,
    @Query({ schema: quoteSchema }) { maxMinor }: QuoteQuery,
  ): Promise<LotQuote> {
    return this.quotes.of(lotId, maxMinor);
  }
}
