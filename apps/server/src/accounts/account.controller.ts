import { Body, Controller, Get, Header, HttpCode, Inject, Patch, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Account, AccountChange, AccountSession, Page } from '@rostrum/contract';
import { accountChangeSchema, deleteSchema, passwordSchema } from '@rostrum/contract/schemas';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../platform/index.ts';
import type { Auth } from './auth.ts';
import { AuthGuard, Who } from './auth.guard.ts';
import { headersOf, passCookies } from './auth.request.ts';
import { AUTH } from './auth.token.ts';
import { OwnAccount } from './own-account.ts';
import { Revocations } from './revocations.ts';
import { SignInLimits } from './sign-in.limits.ts';
import type { SignedIn } from './signed-in.ts';

/** The signed-in person's own account. */
@ApiTags('accounts')
@Controller('api/me')
@UseGuards(AuthGuard)
export class AccountController {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly own: OwnAccount,
    private readonly limits: SignInLimits,
    private readonly revocations: Revocations,
  ) {}

  @Get('account')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'The signed-in person’s own account' })
  account(@Who() { personId }: SignedIn): Promise<Account> {
    return this.own.of(personId);
  }

  @Patch('account')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'Change name, language, time zone or currency; what is left out stays' })
  change(
    @Who() { personId }: SignedIn,
    @Body({ schema: accountChangeSchema }) change: AccountChange,
  ): Promise<Account> {
    return this.own.change(personId, change);
  }

  @Get('sessions')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'Where the person is signed in' })
  async sessions(@Who() { personId, sessionId }: SignedIn): Promise<Page<AccountSession>> {
    return { items: await this.own.sessions(personId, sessionId), nextCursor: null };
  }

  @Post('sessions/revoke-others')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out everywhere but here' })
  async revokeOthers(@Who() { personId, sessionId }: SignedIn): Promise<{ ok: true; ended: number }> {
    const ended = await this.own.endOtherSessions(personId, sessionId);
    this.revocations.wake();
    return { ok: true, ended };
  }

  @Post('password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the password; ends all other sessions and renews this one' })
  async password(
    @Who() { personId, email }: SignedIn,
    @Body({ schema: passwordSchema }) { current, next }: { current: string; next: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: true }> {
    await this.own.refuseShared(personId);
    this.limits.take('password', request.ip, email);
    const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true };
    const answer = await this.auth.api.changePassword({ body, headers: headersOf(request), asResponse: true });
    if (answer.status >= 500) throw new Error(`change of password answered ${answer.status}`);
    if (!answer.ok) throw refuse('BAD_REQUEST', { path: 'current' }, 'The password is not right.');
    passCookies(answer, reply);
    this.revocations.wake();
    return { ok: true };
  }

  @Post('delete')
  @HttpCode(200)
  @ApiOperation({ summary: 'Delete the account; bids and results stay under the paddle number' })
  async delete(
    @Who() { personId, email }: SignedIn,
    @Body({ schema: deleteSchema }) body: { password: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: true }> {
    await this.own.refuseShared(personId);
    this.limits.take('password', request.ip, email);
    const headers = headersOf(request);
    const answer = await this.auth.api.verifyPassword({ body, headers, asResponse: true });
    if (answer.status >= 500) throw new Error(`check of password answered ${answer.status}`);
    if (!answer.ok) throw refuse('BAD_REQUEST', { path: 'password' }, 'The password is not right.');
    await this.own.delete(personId);
    passCookies(await this.auth.api.signOut({ headers, asResponse: true }), reply);
    this.revocations.wake();
    return { ok: true };
  }
}
