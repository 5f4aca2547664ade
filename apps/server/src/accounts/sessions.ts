import type { People } from '@rostrum/database';
import { sessionCookieName, sessionTokenIn } from './session.cookie.ts';
import type { SignedIn } from './signed-in.ts';

/** Who is behind a cookie. Nothing is kept: a session that has ended in the database has ended here. */
export class Sessions {
  private readonly cookieName: string;

  constructor(
    private readonly people: Pick<People, 'session'>,
    private readonly secret: string,
    secure: boolean,
  ) {
    this.cookieName = sessionCookieName(secure);
  }

  /** The person whose session a `Cookie` header names; null for strangers, and for sessions that ended or were revoked. */
  async resolve(cookieHeader: string | undefined): Promise<SignedIn | null> {
    const token = sessionTokenIn(cookieHeader, this.cookieName, this.secret);
    const session = token === null ? null : await this.people.session(token);
    if (session === null) return null;
    const { id, name, email, role, approved } = session.person;
    return {
      personId: id,
      name,
      email,
      role,
      approved,
      sessionId: session.sessionId,
      sessionEndsAt: session.expiresAt,
    };
  }
}
