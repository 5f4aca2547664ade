export { AccountsModule } from './accounts.module.ts';
export { AuthGuard, Roles, Who } from './auth.guard.ts';
export { PersonRate } from './person-rate.ts';
export { installAccountRules } from './request.rules.ts';
export { Revocations } from './revocations.ts';
export { sessionCookieName } from './session.cookie.ts';
export { Sessions } from './sessions.ts';
export type { SignedIn } from './signed-in.ts';
