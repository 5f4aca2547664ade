import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { addressSchema, resetSchema, tokenSchema } from '@rostrum/contract/schemas';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../platform/index.ts';
import type { Auth } from './auth.ts';
import { AUTH } from './auth.token.ts';
import { Revocations } from './revocations.ts';
import { SignInLimits } from './sign-in.limits.ts';

/** An answer takes at least this long, so that its time does not tell whether an address is known. */
const ANSWER_MS = 400;

/** Ways back into an account, and the proof of an address. No answer tells whether an address is known. */
@ApiTags('accounts')
@Controller('api/auth')
export class RecoveryController {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly limits: SignInLimits,
    private readonly revocations: Revocations,
  ) {}

  @Post('forgot')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for a link that sets a new password' })
  async forgot(@Body({ schema: addressSchema }) body: { email: string }, @Req() { ip }: FastifyRequest) {
    this.limits.take('forgot', ip, body.email);
    await Promise.all([this.auth.api.requestPasswordReset({ body }), sleep(ANSWER_MS)]);
    return { ok: true };
  }

  @Post('reset')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set a new password by a link; ends all sessions of the person' })
  async reset(
    @Body({ schema: resetSchema }) { token, password }: { token: string; password: string },
    @Req() { ip }: FastifyRequest,
  ) {
    this.limits.take('token', ip, token);
    const answer = await this.auth.api.resetPassword({ body: { token, newPassword: password }, asResponse: true });
    this.#refuseBadToken(answer, 'reset');
    this.revocations.wake();
    return { ok: true };
  }

  @Post('verify')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm an address by a link' })
  async verify(@Body({ schema: tokenSchema }) { token }: { token: string }, @Req() { ip }: FastifyRequest) {
    this.limits.take('token', ip, token);
    this.#refuseBadToken(await this.auth.api.verifyEmail({ query: { token }, asResponse: true }), 'verify');
    this.revocations.wake();
    return { ok: true };
  }

  @Post('verify/resend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for the link that confirms an address again' })
  async resend(@Body({ schema: addressSchema }) body: { email: string }, @Req() { ip }: FastifyRequest) {
    this.limits.take('resend', ip, body.email);
    await this.auth.api.sendVerificationEmail({ body });
    return { ok: true };
  }

  #refuseBadToken({ ok, status }: Response, what: string): void {
    if (status >= 500) throw new Error(`${what} answered ${status}`);
    if (!ok) throw refuse('NOT_FOUND', {}, 'This link was used already, or is too old.');
  }
}
