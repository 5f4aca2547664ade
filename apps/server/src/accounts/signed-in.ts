import type { EpochMs, Role } from '@rostrum/contract';
import type { ExecutionContext } from '@nestjs/common';

/** The person behind a request or a socket, as his session says. */
export interface SignedIn {
  personId: string;
  name: string;
  email: string;
  role: Role;
  /** He may bid; without it he is known but has to wait for staff. */
  approved: boolean;
  sessionId: string;
  sessionEndsAt: EpochMs;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for strangers, and for every request that another origin sent. */
    signedIn: SignedIn | null;
  }
}

/** The person of an HTTP request or a socket; null for a stranger. */
export function signedInOf(context: ExecutionContext): SignedIn | null {
  if (context.getType() === 'ws') {
    return context.switchToWs().getClient<{ data: { signedIn?: SignedIn | null } }>().data.signedIn ?? null;
  }
  return context.switchToHttp().getRequest<{ signedIn?: SignedIn | null }>().signedIn ?? null;
}
