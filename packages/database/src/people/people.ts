import type { Paged, PageOptions } from '../catalogue/catalogue.types.ts';
import type { PersonRow, Revocation, Role, SessionRow } from './people.types.ts';

const unbuilt = (): never => {
  throw new Error('not built yet');
};

export class People {
  byId(id: string): Promise<PersonRow | null> {
    return unbuilt();
  }
  byEmail(email: string): Promise<PersonRow | null> {
    return unbuilt();
  }
  session(token: string): Promise<SessionRow | null> {
    return unbuilt();
  }
  setRole(id: string, role: Role): Promise<void> {
    return unbuilt();
  }
  setApproved(id: string, approved: boolean): Promise<void> {
    return unbuilt();
  }
  setBanned(id: string, banned: boolean): Promise<void> {
    return unbuilt();
  }
  revoke(what: Revocation): Promise<void> {
    return unbuilt();
  }
  revocationsSince(id: string | null): Promise<{ last: string; items: Revocation[] }> {
    return unbuilt();
  }
  hasOwner(): Promise<boolean> {
    return unbuilt();
  }
  claimFirstOwner(personId: string): Promise<boolean> {
    return unbuilt();
  }
  createOwnerLink(email: string, tokenHash: string, expiresAt: number): Promise<void> {
    return unbuilt();
  }
  useOwnerLink(tokenHash: string, personId: string): Promise<boolean> {
    return unbuilt();
  }
  waiting(options: PageOptions): Promise<Paged<PersonRow>> {
    return unbuilt();
  }
}
