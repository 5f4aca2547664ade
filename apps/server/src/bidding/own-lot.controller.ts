import { Body, Controller, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { LotExplanation, MistakeRequest, OwnMistake, OwnMistakes } from '@rostrum/contract';
import { Ledger } from '@rostrum/database';
import { explain } from '@rostrum/domain';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { refuse, TokenBuckets } from '../platform/index.ts';
import { idSchema, mistakeSchema } from './bidding.schemas.ts';
import { LotRelay } from './lot-relay.ts';
import { MistakeDesk } from './mistake-desk.ts';
import { wholeLedger } from './whole-ledger.ts';

/** Each answer reads a whole ledger. */
const PER_SECOND = 1;
const BURST = 10;

/** What a person may ask about his own bids on a lot. */
@ApiTags('me')
@Controller('api/me/lots/:id')
@UseGuards(AuthGuard)
export class OwnLotController {
  constructor(
    private readonly relay: LotRelay,
    private readonly ledger: Ledger,
    private readonly mistakes: MistakeDesk,
    private readonly buckets: TokenBuckets,
  ) {}

  @ApiOperation({ summary: 'Why the person does not lead this lot.' })
  @Get('explanation')
  @Header('cache-control', 'private, no-store')
  async explanation(
    @Who() { personId }: SignedIn,
    @Param('id', { schema: idSchema }) lotId: string,
  ): Promise<LotExplanation> {
    this.#limit(personId);
    const lot = await this.relay.lot(lotId);
    const explanation = lot && explain(await wholeLedger(this.ledger, lot.id), personId);
    if (!lot || !explanation) throw refuse('LOT_UNKNOWN');
    return { lotId: lot.id, ...explanation };
  }

  @ApiOperation({ summary: 'The bids on this lot that the person asked the house to take back.' })
  @Get('mistake')
  @Header('cache-control', 'private, no-store')
  ownMistakes(@Who() { personId }: SignedIn, @Param('id', { schema: idSchema }) lotId: string): Promise<OwnMistakes> {
    return this.mistakes.of(personId, lotId.toLowerCase());
  }

  @ApiOperation({
    summary: 'Ask the house to take a bid back, within five minutes. Asking twice for one bid changes nothing.',
  })
  @Post('mistake')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  mistake(
    @Who() { personId }: SignedIn,
    @Param('id', { schema: idSchema }) lotId: string,
    @Body({ schema: mistakeSchema }) request: MistakeRequest,
  ): Promise<OwnMistake> {
    this.#limit(personId);
    return this.mistakes.ask(personId, lotId.toLowerCase(), request);
  }

  /** Throws RATE_LIMITED. */
  #limit(personId: string): void {
    this.buckets.spend(`own-lot:${personId}`, PER_SECOND, BURST);
  }
}
