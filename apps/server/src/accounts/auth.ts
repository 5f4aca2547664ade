import { betterAuth } from 'better-auth';
import { PASSWORD_MAX, PASSWORD_MIN } from '@rostrum/contract';
import { authTables, type Database, type PersonRow } from '@rostrum/database';
import { linkSeconds } from './account-mails.ts';
import type { Env, Ids } from '../platform/index.ts';

/** A session lasts this long from sign-in, in seconds; using it does not make it longer. */
const SESSION_S = 30 * 24 * 3600;

/** What the rooms around better-auth want to decide or hear. */
export interface AuthHooks {
  /** A new person is in the database. */
  signedUp(personId: string): Promise<void>;
  /** The person of a session about to be made; null where there is none. */
  person(personId: string): Promise<PersonRow | null>;
  /** A link is to be mailed that confirms the person's address, or sets a new password. */
  link(kind: 'verification' | 'reset', personId: string, token: string): Promise<void>;
  /** The person has confirmed the address. */
  verified(personId: string): Promise<void>;
  /** The person has set a new password by a link. */
  passwordReset(personId: string): Promise<void>;
}

/**
 * better-auth with e-mail and password over the house's own tables. Its routes are not mounted: the controller calls
 * what the house offers, so nothing is reachable that nobody thought of. Sign-up never signs in, so that its answer can
 * be the same whether the address was known or not.
 */
export function createAuth(env: Env, database: Database, secret: string, ids: Ids, hooks: AuthHooks) {
  const sendsMail = env.smtpUrl !== undefined;
  const seconds = linkSeconds(sendsMail);
  return betterAuth({
    appName: 'Rostrum',
    baseURL: env.publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [env.publicUrl],
    database: database.auth as NonNullable<Parameters<typeof betterAuth>[0]['database']>,
    user: {
      ...authTables.user,
      additionalFields: { locale: { type: 'string', required: false, input: true } },
    },
    session: {
      ...authTables.session,
      expiresIn: SESSION_S,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { ...authTables.account },
    // A copy of the database opens no account.
    verification: { ...authTables.verification, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      requireEmailVerification: sendsMail,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: seconds.reset,
      sendResetPassword: ({ user, token }) => hooks.link('reset', user.id, token),
      onPasswordReset: ({ user }) => hooks.passwordReset(user.id),
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: seconds.verification,
      sendVerificationEmail: ({ user, token }) => hooks.link('verification', user.id, token),
      afterEmailVerification: (user) => hooks.verified(user.id),
    },
    databaseHooks: {
      user: { create: { after: (user) => hooks.signedUp(user.id) } },
      session: {
        create: {
          // A banned person gets no session, and the same answer as for a wrong password.
          before: async (session) => ((await hooks.person(session.userId))?.banned === false ? undefined : false),
        },
      },
    },
    // The house has limits of its own, and better-auth would log addresses.
    rateLimit: { enabled: false, modelName: authTables.rateLimit.modelName },
    logger: { disabled: true },
    telemetry: { enabled: false },
    advanced: {
      useSecureCookies: env.publicUrl.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => ids.uuid() },
    },
  });
}

/** better-auth as the house has set it up. */
export type Auth = ReturnType<typeof createAuth>;
