import { Body, Controller, Get, Header, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ChatRoomId, ChatSeen, ChatSelf, OwnChat } from '@rostrum/contract';
import { chatRoomSchema, chatSeenSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { OwnChatDesk } from './own-chat.ts';

/** A person's own side of talk. */
@ApiTags('me')
@Controller('api/me/chat')
@UseGuards(AuthGuard)
export class OwnChatController {
  constructor(private readonly own: OwnChatDesk) {}

  @ApiOperation({ summary: 'The rooms that the person has written in, with what is unread in each.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  rooms(@Who() { personId }: SignedIn): Promise<OwnChat> {
    return this.own.rooms(personId);
  }

  @ApiOperation({ summary: 'The person has read a room up to a version.' })
  @Post('seen')
  @HttpCode(200)
  async seen(
    @Who() { personId }: SignedIn,
    @Body({ schema: chatSeenSchema }) { room, version }: ChatSeen,
  ): Promise<{ ok: true; unread: number }> {
    return { ok: true, unread: await this.own.seen(personId, room, version) };
  }

  @ApiOperation({ summary: 'How the person stands in a room: as what he appears, and whether he may write.' })
  @Get(':room')
  @Header('cache-control', 'private, no-store')
  self(@Who() { personId }: SignedIn, @Param('room', { schema: chatRoomSchema }) room: ChatRoomId): Promise<ChatSelf> {
    return this.own.self(room, personId);
  }
}
