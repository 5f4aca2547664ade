import { UseFilters, UseGuards, UsePipes } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type {
  ChatActAnswer,
  ChatPost,
  ChatPostAnswer,
  ChatRoomId,
  ChatSeen,
  ChatWatch,
  ChatWatchAnswer,
} from '@rostrum/contract';
import {
  chatEditSchema,
  chatPostSchema,
  chatRemoveSchema,
  chatReportSchema,
  chatSeenSchema,
  chatUnwatchSchema,
  chatWatchSchema,
} from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../../accounts/index.ts';
import { ChangeMessageHandler, OwnChatDesk, PostMessageHandler } from '../../chat/index.ts';
import type { AnyNamespace, AnySocket, ChatNamespace, ChatSocket } from '../live.types.ts';
import { admit } from '../sockets/admission.ts';
import { LiveSessions } from '../sockets/live-sessions.ts';
import { ChatWatches } from '../watching/chat-watches.ts';
import { SafeHook } from './hook-safety.decorator.ts';
import { SchemaPipe } from './schema.pipe.ts';
import { WsErrorFilter } from './ws-error.filter.ts';

/** A message of a room, as it is named over the wire. */
interface Named {
  room: ChatRoomId;
  id: string;
}

/** `/chat`: talk. Anybody from a trusted origin reads; who is signed in writes. */
@WebSocketGateway({ namespace: '/chat' })
@UseFilters(new WsErrorFilter())
export class ChatGateway implements OnGatewayInit, OnGatewayDisconnect {
  constructor(
    private readonly sessions: LiveSessions,
    private readonly watches: ChatWatches,
    private readonly postMessage: PostMessageHandler,
    private readonly changeMessage: ChangeMessageHandler,
    private readonly own: OwnChatDesk,
  ) {}

  @SafeHook()
  afterInit(namespace: ChatNamespace): void {
    this.watches.stand(namespace);
    admit(namespace as unknown as AnyNamespace, (socket) => this.sessions.enter(socket));
  }

  @SafeHook()
  handleDisconnect(socket: ChatSocket): void {
    this.sessions.leave(socket as unknown as AnySocket);
  }

  @UsePipes(new SchemaPipe(chatWatchSchema))
  @SubscribeMessage('watch')
  watch(@ConnectedSocket() socket: ChatSocket, @MessageBody() request: ChatWatch): Promise<ChatWatchAnswer> {
    return this.watches.watch(socket, request);
  }

  @UsePipes(new SchemaPipe(chatUnwatchSchema))
  @SubscribeMessage('unwatch')
  unwatch(@ConnectedSocket() socket: ChatSocket, @MessageBody() { room }: { room: ChatRoomId }): { ok: true } {
    void socket.leave(room);
    return { ok: true };
  }

  @UseGuards(AuthGuard)
  @UsePipes(new SchemaPipe(chatPostSchema))
  @SubscribeMessage('post')
  post(@Who() who: SignedIn, @MessageBody() command: ChatPost): Promise<ChatPostAnswer> {
    return this.postMessage.execute(who, command);
  }

  @UseGuards(AuthGuard)
  @UsePipes(new SchemaPipe(chatEditSchema))
  @SubscribeMessage('edit')
  edit(@Who() who: SignedIn, @MessageBody() change: Named & { body: string }): Promise<ChatActAnswer> {
    return this.changeMessage.edit(who, change);
  }

  @UseGuards(AuthGuard)
  @UsePipes(new SchemaPipe(chatRemoveSchema))
  @SubscribeMessage('remove')
  remove(@Who() who: SignedIn, @MessageBody() wish: Named): Promise<ChatActAnswer> {
    return this.changeMessage.remove(who, wish);
  }

  @UseGuards(AuthGuard)
  @UsePipes(new SchemaPipe(chatReportSchema))
  @SubscribeMessage('report')
  async report(@Who() who: SignedIn, @MessageBody() report: Named & { note?: string }): Promise<{ ok: true }> {
    await this.changeMessage.report(who, report);
    return { ok: true };
  }

  @UseGuards(AuthGuard)
  @UsePipes(new SchemaPipe(chatSeenSchema))
  @SubscribeMessage('seen')
  async seen(
    @Who() { personId }: SignedIn,
    @MessageBody() { room, version }: ChatSeen,
  ): Promise<{ ok: true; unread: number }> {
    return { ok: true, unread: await this.own.seen(personId, room, version) };
  }
}
