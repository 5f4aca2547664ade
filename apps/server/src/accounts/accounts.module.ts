import { Global, Module } from '@nestjs/common';
import { Database, HouseStore, People } from '@rostrum/database';
import { Env, Ids } from '../platform/index.ts';
import { AuthController } from './auth.controller.ts';
import { AuthGuard } from './auth.guard.ts';
import { authSecret } from './auth.secret.ts';
import { AUTH } from './auth.token.ts';
import { createAuth, type Auth } from './auth.ts';
import { HouseOwner } from './house-owner.ts';
import { MeController } from './me.controller.ts';
import { OwnerController } from './owner.controller.ts';
import { PeopleController } from './people.controller.ts';
import { Revocations } from './revocations.ts';
import { Sessions } from './sessions.ts';
import { SignInLimits } from './sign-in.limits.ts';

const AUTH_SECRET = Symbol('auth secret');

function auth(env: Env, database: Database, secret: string, ids: Ids, owner: HouseOwner): Auth {
  return createAuth(env, database, secret, ids, {
    signedUp: (personId) => owner.signedUp(personId),
    person: (personId) => database.people.byId(personId),
  });
}

/** People, their sessions and roles. */
@Global()
@Module({
  controllers: [AuthController, MeController, OwnerController, PeopleController],
  providers: [
    AuthGuard,
    HouseOwner,
    Revocations,
    SignInLimits,
    { provide: AUTH_SECRET, useFactory: authSecret, inject: [HouseStore] },
    { provide: AUTH, useFactory: auth, inject: [Env, Database, AUTH_SECRET, Ids, HouseOwner] },
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
