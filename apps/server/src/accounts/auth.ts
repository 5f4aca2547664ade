import { betterAuth } from 'better-auth';
import { authTables, type Database, type PersonRow } from '@rostrum/database';
import type { Env, Ids } from '../platform/index.ts';

/** A session lasts this long from sign-in, in seconds; using it does not make it longer. */
const SESSION_S = 30 * 24 * 3600;

/** Shortest and longest password. */
export const PASSWORD_CHARS = { min: 8, max: 128 } as const;

/** What the rooms around better-auth want to decide or hear. */
export interface AuthHooks {
  /** A new person is in the database. */
  signedUp(personId: string): Promise<void>;
  /** The person of a session about to be made; null where there is none. */
  person(personId: string): Promise<PersonRow | null>;
}

/**
 * better-auth with e-mail and password over the house's own tables. Its routes are not mounted: the controller calls
 * what the house offers, so nothing is reachable that nobody thought of. Sign-up never signs in, so that its answer can
 * be the same whether the address was known or not.
 */
export function createAuth(env: Env, database: Database, secret: string, ids: Ids, hooks: AuthHooks) {
  return betterAuth({
    appName: 'Rostrum',
    baseURL: env.publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [env.publicUrl],
    database: database.auth as NonNullable<Parameters<typeof betterAuth>[0]['database']>,
    user: { ...authTables.user },
    session: {
      ...authTables.session,
      expiresIn: SESSION_S,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { ...authTables.account },
    verification: { ...authTables.verification },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      minPasswordLength: PASSWORD_CHARS.min,
      maxPasswordLength: PASSWORD_CHARS.max,
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
