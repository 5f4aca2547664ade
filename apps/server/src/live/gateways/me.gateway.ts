import { UseFilters, UseGuards, UsePipes } from '@nestjs/common';
import {
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { EpochMs } from '@rostrum/contract';
import { seenSchema, timeSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../../accounts/index.ts';
import { NoticeDesk } from '../../notices/index.ts';
import { refuse } from '../../platform/index.ts';
import { PersonalFeed } from '../broadcast/personal-feed.ts';
import type { AnyNamespace, AnySocket, MeNamespace, MeSocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { admit } from '../sockets/admission.ts';
import { HandshakeGate } from '../sockets/handshake.gate.ts';
import { LiveSessions } from '../sockets/live-sessions.ts';
import { SafeHook } from './hook-safety.decorator.ts';
import { ReceivedAt } from './received-at.decorator.ts';
import { SchemaPipe } from './schema.pipe.ts';
import { WsErrorFilter } from './ws-error.filter.ts';

/** `/me`: what concerns one person alone. Only for who is signed in, and only on the house's own pages. */
@WebSocketGateway({ namespace: '/me' })
@UseFilters(new WsErrorFilter())
@UseGuards(AuthGuard)
export class MeGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly gate: HandshakeGate,
    private readonly sessions: LiveSessions,
    private readonly feed: PersonalFeed,
    private readonly desk: NoticeDesk,
  ) {}

  @SafeHook()
  afterInit(namespace: MeNamespace): void {
    this.namespaces.me = namespace;
    admit(namespace as unknown as AnyNamespace, (socket) => this.#admit(socket));
  }

  @SafeHook()
  async handleConnection(socket: MeSocket): Promise<void> {
    await this.feed.welcome(socket);
  }

  @SafeHook()
  handleDisconnect(socket: MeSocket): void {
    this.sessions.leave(socket as unknown as AnySocket);
  }

  @UsePipes(new SchemaPipe(seenSchema))
  @SubscribeMessage('seen')
  async seen(
    @Who() { personId }: SignedIn,
    @MessageBody() { ids }: { ids: string[] },
  ): Promise<{ ok: true; unseen: number }> {
    return { ok: true, unseen: await this.desk.markSeen(personId, ids) };
  }

  @UsePipes(new SchemaPipe(timeSchema))
  @SubscribeMessage('time')
  time(
    @MessageBody() { t0 }: { t0: number },
    @ReceivedAt() receivedAt: EpochMs,
  ): { ok: true; t0: number; t1: EpochMs } {
    return { ok: true, t0, t1: receivedAt };
  }

  async #admit(socket: AnySocket): Promise<void> {
    if (this.gate.standpoint(socket.handshake.headers) !== 'own') throw refuse('FORBIDDEN');
    await this.sessions.enter(socket);
    if (socket.data.signedIn === null) throw refuse('UNAUTHENTICATED');
  }
}
