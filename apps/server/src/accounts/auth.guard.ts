import {
  ForbiddenException,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  createParamDecorator,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { WsException } from '@nestjs/websockets';
import type { Role } from '@rostrum/contract';
import { signedInOf, type SignedIn } from './signed-in.ts';

const ROLES: symbol = Symbol('roles');

/** Who may, beside being signed in. On a class or on one handler; the handler's counts. */
export const Roles = (...roles: Role[]): CustomDecorator<symbol> => SetMetadata(ROLES, roles);

/** The signed-in person, over HTTP and sockets. Only behind `AuthGuard`. */
export const Who = createParamDecorator((_data: unknown, context: ExecutionContext): SignedIn => {
  const who = signedInOf(context);
  if (who === null) throw unauthenticated(context);
  return who;
});

/** Lets signed-in people pass, over HTTP and over sockets; with `@Roles` only those who have one of them. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const who = signedInOf(context);
    if (who === null) throw unauthenticated(context);
    const roles = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (roles !== undefined && !roles.includes(who.role)) throw forbidden(context);
    return true;
  }
}

function unauthenticated(context: ExecutionContext): Error {
  return context.getType() === 'ws'
    ? new WsException({ code: 'UNAUTHENTICATED', message: 'Please sign in.' })
    : new UnauthorizedException();
}

function forbidden(context: ExecutionContext): Error {
  return context.getType() === 'ws'
    ? new WsException({ code: 'FORBIDDEN', message: 'You may not do this.' })
    : new ForbiddenException();
}
