import { Body, Controller, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StaffMistakes } from '@rostrum/contract';
import { AuthGuard, Roles, Who, type SignedIn } from '../accounts/index.ts';
import { idSchema, mistakeAnswerSchema, type MistakeAnswerBody } from './bidding.schemas.ts';
import { MistakeReview } from './mistake-review.ts';

/** Bids that their bidders want taken back, for staff. */
@ApiTags('staff')
@Controller('api/staff/mistakes')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class StaffMistakesController {
  constructor(private readonly review: MistakeReview) {}

  @ApiOperation({ summary: 'Bids that were called mistakes, with what voiding each would do.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  list(): Promise<StaffMistakes> {
    return this.review.list();
  }

  @ApiOperation({ summary: 'Void the bid; price and leader are computed again.' })
  @Post(':id/void')
  @HttpCode(200)
  async void(
    @Who() { personId }: SignedIn,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: mistakeAnswerSchema }) { answer }: MistakeAnswerBody,
  ): Promise<{ ok: true }> {
    await this.review.void(id, personId, answer);
    return { ok: true };
  }

  @ApiOperation({ summary: 'Let the bid stand, and say why.' })
  @Post(':id/decline')
  @HttpCode(200)
  async decline(
    @Who() { personId }: SignedIn,
    @Param('id', { schema: idSchema }) id: string,
    @Body({ schema: mistakeAnswerSchema }) { answer }: MistakeAnswerBody,
  ): Promise<{ ok: true }> {
    await this.review.decline(id, personId, answer);
    return { ok: true };
  }
}
