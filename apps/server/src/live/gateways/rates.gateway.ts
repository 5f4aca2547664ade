import { UseFilters, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { RatesWatchAnswer, RatesWatchRequest } from '@rostrum/contract';
import { ratesUnwatchSchema, ratesWatchSchema } from '@rostrum/contract/schemas';
import { RatesTicker } from '../broadcast/rates-ticker.ts';
import type { AnyNamespace, RatesNamespace, RatesSocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { admit } from '../sockets/admission.ts';
import { SafeHook } from './hook-safety.decorator.ts';
import { SchemaPipe } from './schema.pipe.ts';
import { WsErrorFilter } from './ws-error.filter.ts';

/** `/rates`: currency rates as they move. Anybody from a trusted origin watches; who it is does not matter here. */
@WebSocketGateway({ namespace: '/rates' })
@UseFilters(new WsErrorFilter())
export class RatesGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  constructor(
    private readonly namespaces: Namespaces,
    private readonly ticker: RatesTicker,
  ) {}

  @SafeHook()
  afterInit(namespace: RatesNamespace): void {
    this.namespaces.rates = namespace;
    admit(namespace as unknown as AnyNamespace, async (socket) => void (socket.data.signedIn = null));
  }

  @SafeHook()
  handleConnection(socket: RatesSocket): void {
    socket.data.watching = null;
  }

  @SafeHook()
  handleDisconnect(socket: RatesSocket): void {
    this.ticker.unwatch(socket);
  }

  @UsePipes(new SchemaPipe(ratesWatchSchema))
  @SubscribeMessage('watch')
  watch(@ConnectedSocket() socket: RatesSocket, @MessageBody() { currencies }: RatesWatchRequest): RatesWatchAnswer {
    return { ok: true, ...this.ticker.watch(socket, currencies) };
  }

  @UsePipes(new SchemaPipe(ratesUnwatchSchema))
  @SubscribeMessage('unwatch')
  unwatch(@ConnectedSocket() socket: RatesSocket, @MessageBody() _nothing: Record<string, never>): { ok: true } {
    this.ticker.unwatch(socket);
    return { ok: true };
  }
}
