export type Role = 'bidder' | 'staff' | 'owner';

/** A person of the house. */
export interface PersonRow {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  approved: boolean;
  banned: boolean;
  demo: boolean;
  locale: string;
  createdAt: number;
}

/** A session that counts, with its person. */
export interface SessionRow {
  sessionId: string;
  expiresAt: number;
  person: PersonRow;
}

export type RevocationReason = 'sign-out' | 'ban' | 'role';

/** Sessions that ended or changed. `sessionId` null: all of the person. */
export interface Revocation {
  personId: string;
  sessionId: string | null;
  reason: RevocationReason;
}
