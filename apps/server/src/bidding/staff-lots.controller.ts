import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AuthGuard, Roles, Who, type SignedIn } from '../accounts/index.ts';
import { idSchema, reserveSchema, resumeSchema, voidPreviewSchema, voidSchema } from './bidding.schemas.ts';
import type { ReserveBody, ResumeBody, VoidBody, VoidPreviewQuery } from './bidding.schemas.ts';
import { refusalOf } from './house-refusal.ts';
import { LotCommands, type HouseCommand, type VoidForecast } from './lot-commands.ts';

/** What staff may do to a lot. */
@ApiTags('staff')
@Controller('api/staff/lots/:id')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class StaffLotsController {
  constructor(private readonly commands: LotCommands) {}

  @ApiOperation({ summary: 'Take a lot out of the sale.' })
  @Post('withdraw')
  @HttpCode(200)
  withdraw(@Param('id', { schema: idSchema }) lotId: string): Promise<{ ok: true }> {
    return this.run(lotId, { type: 'WithdrawLot' });
  }

  @ApiOperation({ summary: 'Stop the clock of an open lot.' })
  @Post('pause')
  @HttpCode(200)
  pause(@Param('id', { schema: idSchema }) lotId: string): Promise<{ ok: true }> {
    return this.run(lotId, { type: 'PauseLot', reason: 'staff' });
  }

  @ApiOperation({ summary: 'Go on with a paused lot; it then ends at `endsAt`.' })
  @Post('resume')
  @HttpCode(200)
  resume(
    @Param('id', { schema: idSchema }) lotId: string,
    @Body({ schema: resumeSchema }) { endsAt }: ResumeBody,
  ): Promise<{ ok: true }> {
    return this.run(lotId, { type: 'ResumeLot', endsAt });
  }

  @ApiOperation({ summary: 'Lower the reserve; it takes effect with the next accepted bid.' })
  @Post('reserve')
  @HttpCode(200)
  reserve(
    @Param('id', { schema: idSchema }) lotId: string,
    @Body({ schema: reserveSchema }) { reserveMinor }: ReserveBody,
  ): Promise<{ ok: true }> {
    return this.run(lotId, { type: 'LowerReserve', reserveMinor });
  }

  @ApiOperation({ summary: 'Void listed bids by their versions; price and leader are computed again.' })
  @Post('void')
  @HttpCode(200)
  async void(
    @Who() who: SignedIn,
    @Param('id', { schema: idSchema }) lotId: string,
    @Body({ schema: voidSchema }) { versions }: VoidBody,
  ): Promise<{ ok: true }> {
    const outcome = await this.commands.void(lotId, { versions }, who.personId);
    if (!outcome.ok) throw refusalOf(outcome.reason);
    return { ok: true };
  }

  @ApiOperation({ summary: 'What voiding these bids would do. `versions=3,4`' })
  @Get('void-preview')
  @Header('cache-control', 'private, no-store')
  async voidPreview(
    @Param('id', { schema: idSchema }) lotId: string,
    @Query({ schema: voidPreviewSchema }) { versions }: VoidPreviewQuery,
  ): Promise<VoidForecast & { versions: number[] }> {
    const outcome = await this.commands.previewVoid(lotId, { versions });
    if (!outcome.ok) throw refusalOf(outcome.reason);
    return { versions, ...outcome.forecast };
  }

  private async run(lotId: string, command: HouseCommand): Promise<{ ok: true }> {
    const outcome = await this.commands.execute(lotId, command);
    if (!outcome.ok) throw refusalOf(outcome.reason);
    return { ok: true };
  }
}
