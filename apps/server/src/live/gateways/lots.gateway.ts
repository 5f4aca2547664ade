import { UseFilters, UseGuards, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { BidAnswer, BidCommand, EpochMs, Missed, WatchAnswer, WatchRequest } from '@rostrum/contract';
import { bidSchema, missedSchema, timeSchema, unwatchSchema, watchSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../../accounts/index.ts';
import { PlaceBidHandler } from '../../bidding/index.ts';
import type { AnyNamespace, AnySocket, LotsNamespace, LotsSocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { admit } from '../sockets/admission.ts';
import { LiveSessions } from '../sockets/live-sessions.ts';
import { PresenceTicker } from '../watching/presence-ticker.ts';
import { WatchSets, type Watched } from '../watching/watch-sets.ts';
import { Watches } from '../watching/watches.ts';
import { SafeHook } from './hook-safety.decorator.ts';
import { ReceivedAt } from './received-at.decorator.ts';
import { SchemaPipe } from './schema.pipe.ts';
import { WsErrorFilter } from './ws-error.filter.ts';

/** `/lots`: prices and bids. Anybody from a trusted origin watches; who is signed in bids. */
@WebSocketGateway({ namespace: '/lots' })
@UseFilters(new WsErrorFilter())
export class LotsGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly sessions: LiveSessions,
    private readonly sets: WatchSets,
    private readonly watches: Watches,
    private readonly presence: PresenceTicker,
    private readonly placeBid: PlaceBidHandler,
  ) {}

  @SafeHook()
  afterInit(namespace: LotsNamespace): void {
    this.namespaces.lots = namespace;
    admit(namespace as unknown as AnyNamespace, (socket) => this.sessions.enter(socket));
  }

  @SafeHook()
  handleConnection(socket: LotsSocket): void {
    this.sets.enter(socket);
  }

  @SafeHook()
  handleDisconnect(socket: LotsSocket): void {
    this.sets.leave(socket);
    this.sessions.leave(socket as unknown as AnySocket);
  }

  @UsePipes(new SchemaPipe(watchSchema))
  @SubscribeMessage('watch')
  async watch(@ConnectedSocket() socket: LotsSocket, @MessageBody() request: WatchRequest): Promise<WatchAnswer> {
    const answer = await this.watches.watch(socket, request);
    this.presence.greet(socket);
    return answer;
  }

  @UsePipes(new SchemaPipe(unwatchSchema))
  @SubscribeMessage('unwatch')
  unwatch(@ConnectedSocket() socket: LotsSocket, @MessageBody() request: Watched): { ok: true } {
    this.watches.unwatch(socket, request);
    return { ok: true };
  }

  @UseGuards(AuthGuard)
  @UsePipes(new SchemaPipe(bidSchema))
  @SubscribeMessage('bid')
  bid(@Who() who: SignedIn, @MessageBody() command: BidCommand, @ReceivedAt() receivedAt: EpochMs): Promise<BidAnswer> {
    return this.placeBid.execute(who, command, receivedAt);
  }

  @UsePipes(new SchemaPipe(missedSchema))
  @SubscribeMessage('missed')
  missed(@ConnectedSocket() socket: LotsSocket, @MessageBody() report: Missed): { ok: true } {
    this.watches.missed(socket, report);
    return { ok: true };
  }

  @UsePipes(new SchemaPipe(timeSchema))
  @SubscribeMessage('time')
  time(
    @MessageBody() { t0 }: { t0: number },
    @ReceivedAt() receivedAt: EpochMs,
  ): { ok: true; t0: number; t1: EpochMs } {
    return { ok: true, t0, t1: receivedAt };
  }
}
