import { Global, Module } from '@nestjs/common';
import { Database, HouseStore, People } from '@rostrum/database';
import { Env, Ids } from '../platform/index.ts';
import { AccountMails } from './account-mails.ts';
import { AccountController } from './account.controller.ts';
import { AccountHooks } from './account.hooks.ts';
import { AuthController } from './auth.controller.ts';
import { AuthGuard } from './auth.guard.ts';
import { authSecret } from './auth.secret.ts';
import { AUTH } from './auth.token.ts';
import { createAuth } from './auth.ts';
import { HouseOwner } from './house-owner.ts';
import { MeController } from './me.controller.ts';
import { OwnAccount } from './own-account.ts';
import { OwnerController } from './owner.controller.ts';
import { PeopleController } from './people.controller.ts';
import { RecoveryController } from './recovery.controller.ts';
import { Revocations } from './revocations.ts';
import { Sessions } from './sessions.ts';
import { SignInLimits } from './sign-in.limits.ts';

const AUTH_SECRET = Symbol('auth secret');

/** People, their sessions and roles. */
@Global()
@Module({
  controllers: [AccountController, AuthController, MeController, OwnerController, PeopleController, RecoveryController],
  providers: [
    AccountHooks,
    AccountMails,
    AuthGuard,
    HouseOwner,
    OwnAccount,
    Revocations,
    SignInLimits,
    { provide: AUTH_SECRET, useFactory: authSecret, inject: [HouseStore] },
    { provide: AUTH, useFactory: createAuth, inject: [Env, Database, AUTH_SECRET, Ids, AccountHooks] },
    {
      provide: Sessions,
      useFactory: (people: People, secret: string, env: Env) =>
        new Sessions(people, secret, env.publicUrl.startsWith('https:')),
      inject: [People, AUTH_SECRET, Env],
    },
  ],
  exports: [AUTH, AuthGuard, Revocations, Sessions],
})
export class AccountsModule {}
