import { Controller, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import type { Page, SettleAnswer, Standing } from '@rostrum/contract';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { refuse } from '../platform/index.ts';
import { idSchema } from './bidding.schemas.ts';
import { SettleHandler } from './settle.handler.ts';
import { Standings } from './standings.ts';

/** A person's own bids. */
@ApiTags('me')
@Controller('api/me')
@UseGuards(AuthGuard)
export class OwnBidsController {
  constructor(
    private readonly settleHandler: SettleHandler,
    private readonly standings: Standings,
  ) {}

  @ApiOperation({ summary: 'What became of a command? One that has not come yet is cancelled for ever.' })
  @Post('commands/:id/settle')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  settle(@Who() who: SignedIn, @Param('id', { schema: idSchema }) commandId: string): Promise<SettleAnswer> {
    return this.settleHandler.execute(who.personId, commandId);
  }

  @ApiOperation({ summary: 'How the person stands on every lot that he has bid on or watches.' })
  @Get('standing')
  @Header('cache-control', 'private, no-store')
  async standing(@Who() who: SignedIn): Promise<Page<Standing>> {
    return { items: await this.standings.of(who.personId), nextCursor: null };
  }

  @ApiOperation({ summary: 'How the person stands on one lot.' })
  @Get('lots/:id')
  @Header('cache-control', 'private, no-store')
  async ownLot(@Who() who: SignedIn, @Param('id', { schema: idSchema }) lotId: string): Promise<Standing> {
    const standing = await this.standings.on(lotId, who.personId);
    if (!standing) throw refuse('LOT_UNKNOWN');
    return standing;
  }
}
