import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import type { BidAnswer, LotEventsPage } from '@rostrum/contract';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { Clock, Refusal, refuse } from '../platform/index.ts';
import { BidRate } from './bid-rate.ts';
import { historySchema, httpBidSchema, idSchema, type HistoryQuery, type HttpBid } from './bidding.schemas.ts';
import { LotRelay } from './lot-relay.ts';
import { PlaceBidHandler } from './place-bid.handler.ts';
import { SinceArrivalMs } from './since-arrival.decorator.ts';

/** Bids over HTTP, where sockets are blocked, and the public history. */
@ApiTags('lots')
@Controller('api/lots/:id')
export class BiddingController {
  constructor(
    private readonly placeBid: PlaceBidHandler,
    private readonly relay: LotRelay,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({ summary: 'Give a maximum. A retry with the same command id gets the same answer.' })
  @Post('bids')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  @UseGuards(AuthGuard, BidRate)
  async bid(
    @Who() who: SignedIn,
    @SinceArrivalMs() sinceArrivalMs: number,
    @Param('id', { schema: idSchema }) lotId: string,
    @Body({ schema: httpBidSchema }) body: HttpBid,
  ): Promise<BidAnswer> {
    const receivedAt = this.clock.now() - sinceArrivalMs;
    if (body.lotId !== undefined && body.lotId.toLowerCase() !== lotId.toLowerCase()) {
      throw refuse('BAD_REQUEST', { path: 'lotId' }, 'The body names another lot than the path.');
    }
    const answer = await this.placeBid.execute(who, { ...body, lotId }, receivedAt);
    if (!answer.ok) throw new Refusal(answer.error);
    return answer;
  }

  @ApiOperation({ summary: 'Public events of a lot after version `since`, oldest first.' })
  @Get('events')
  async events(
    @Param('id', { schema: idSchema }) lotId: string,
    @Query({ schema: historySchema }) { since, limit }: HistoryQuery,
  ): Promise<LotEventsPage> {
    const page = await this.relay.history(lotId, since, limit);
    if (!page) throw refuse('LOT_UNKNOWN');
    return page;
  }
}
