import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { refuse, TokenBuckets } from '../platform/index.ts';
import { AuthGuard, Who } from './auth.guard.ts';
import { HouseOwner } from './house-owner.ts';
import { Revocations } from './revocations.ts';
import type { SignedIn } from './signed-in.ts';

const claimSchema = z.object({ token: z.string().min(1).max(200) });
const CLAIMS_PER_SECOND = 0.1;
const CLAIMS_BURST = 5;

/** Uses the one-time link that makes its user an owner. */
@ApiTags('accounts')
@Controller('api/owner')
@UseGuards(AuthGuard)
export class OwnerController {
  constructor(
    private readonly owner: HouseOwner,
    private readonly revocations: Revocations,
    private readonly buckets: TokenBuckets,
  ) {}

  @Post('claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Become an owner by a one-time link' })
  async claim(
    @Who() who: SignedIn,
    @Body({ schema: claimSchema }) { token }: z.infer<typeof claimSchema>,
  ): Promise<{ ok: true }> {
    this.buckets.spend(`owner-claim:${who.personId}`, CLAIMS_PER_SECOND, CLAIMS_BURST);
    if (!(await this.owner.claim(token, who.personId))) {
      throw refuse('NOT_FOUND', {}, 'This link was used already, is too old, or is meant for somebody else.');
    }
    this.revocations.wake();
    return { ok: true };
  }
}
