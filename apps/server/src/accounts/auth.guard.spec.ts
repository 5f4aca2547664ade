import { ForbiddenException, UnauthorizedException, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { WsException } from '@nestjs/websockets';
import { describe, expect, it } from 'vitest';
import { AuthGuard, Roles } from './auth.guard.ts';
import type { SignedIn } from './signed-in.ts';

const bidder = { personId: 'p', role: 'bidder' } as SignedIn;
const staff = { personId: 's', role: 'staff' } as SignedIn;

class Open {
  handle(): void {}
}

@Roles('staff', 'owner')
class ForStaff {
  handle(): void {}
}

function context(type: 'http' | 'ws', room: new () => { handle(): void }, signedIn: SignedIn | null): ExecutionContext {
  // In a socket's context `switchToHttp` would give the socket, which has no `signedIn`: the trap of Nest 12.
  const socket = { data: { signedIn } };
  return {
    getType: () => type,
    getHandler: () => room.prototype.handle,
    getClass: () => room,
    switchToHttp: () => ({ getRequest: () => (type === 'http' ? { signedIn } : socket) }),
    switchToWs: () => ({ getClient: () => socket }),
  } as unknown as ExecutionContext;
}

describe.each(['http', 'ws'] as const)('AuthGuard over %s', (type) => {
  const guard = new AuthGuard(new Reflector());
  const thrownBy = (room: new () => { handle(): void }, who: SignedIn | null): unknown => {
    try {
      return guard.canActivate(context(type, room, who));
    } catch (error) {
      return error;
    }
  };

  it('lets signed-in people pass', () => expect(thrownBy(Open, bidder)).toBe(true));
  it('lets the right role pass', () => expect(thrownBy(ForStaff, staff)).toBe(true));

  it('refuses a stranger in the way of its context', () => {
    const error = thrownBy(Open, null);
    expect(error).toBeInstanceOf(type === 'ws' ? WsException : UnauthorizedException);
    if (error instanceof WsException) expect(error.getError()).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('refuses the wrong role in the way of its context', () => {
    const error = thrownBy(ForStaff, bidder);
    expect(error).toBeInstanceOf(type === 'ws' ? WsException : ForbiddenException);
    if (error instanceof WsException) expect(error.getError()).toMatchObject({ code: 'FORBIDDEN' });
  });
});
