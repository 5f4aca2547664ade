import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PASSWORD_MAX, type SignedUp } from '@rostrum/contract';
import { signUpSchema } from '@rostrum/contract/schemas';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from '../platform/index.ts';
import { AccountMails } from './account-mails.ts';
import type { Auth } from './auth.ts';
import { headersOf, passCookies } from './auth.request.ts';
import { AUTH } from './auth.token.ts';
import { Revocations } from './revocations.ts';
import { SignInLimits } from './sign-in.limits.ts';

const signInSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(PASSWORD_MAX),
  /** False: the cookie ends with the browser, the session after a day. */
  rememberMe: z.boolean().optional(),
});

/** Signing up, in and out. No answer tells whether an address is known. */
@ApiTags('accounts')
@Controller('api/auth')
export class AuthController {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly limits: SignInLimits,
    private readonly revocations: Revocations,
    private readonly mails: AccountMails,
  ) {}

  @Post('sign-up/email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign up. The answer is the same where the address is known already; then sign in' })
  async signUp(
    @Body({ schema: signUpSchema }) body: z.infer<typeof signUpSchema>,
    @Req() request: FastifyRequest,
  ): Promise<SignedUp> {
    this.limits.take('sign-up', request.ip, body.email);
    const once = () => this.auth.api.signUpEmail({ body, headers: headersOf(request), asResponse: true });
    let answer = await once();
    // The same form sent twice at once: the second finds the address free and then taken. Now it is known.
    if (answer.status === 422) answer = await once();
    if (!answer.ok) throw new Error(`sign-up answered ${answer.status}`);
    return { ok: true, confirm: this.mails.sends };
  }

  @Post('sign-in/email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in: sets the session cookie' })
  async signIn(
    @Body({ schema: signInSchema }) body: z.infer<typeof signInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: true }> {
    this.limits.take('sign-in', request.ip, body.email);
    const answer = await this.auth.api.signInEmail({ body, headers: headersOf(request), asResponse: true });
    if (answer.status >= 500) throw new Error(`sign-in answered ${answer.status}`);
    // Only who knows the password learns that the address was not confirmed.
    if (answer.status === 403) throw refuse('FORBIDDEN', {}, 'Please confirm your address first.');
    if (!answer.ok) throw refuse('UNAUTHENTICATED', {}, 'E-mail or password is not right.');
    passCookies(answer, reply);
    return { ok: true };
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign out: ends the session everywhere it is live' })
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ ok: true }> {
    const answer = await this.auth.api.signOut({ headers: headersOf(request), asResponse: true });
    passCookies(answer, reply);
    // The database has numbered the end of the session itself.
    if (request.signedIn !== null) this.revocations.wake();
    return { ok: true };
  }
}
