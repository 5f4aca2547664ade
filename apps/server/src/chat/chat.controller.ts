import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ChatActAnswer, ChatHistoryPage, ChatMessage, ChatPostAnswer, ChatRoomId } from '@rostrum/contract';
import {
  chatHistorySchema,
  chatHttpEditSchema,
  chatHttpPostSchema,
  chatHttpReportSchema,
  chatRoomSchema,
} from '@rostrum/contract/schemas';
import type { z } from 'zod';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { ChangeMessageHandler } from './change-message.handler.ts';
import { ChatPages } from './chat-pages.ts';
import { ChatRate } from './chat-rate.ts';
import { messageIdSchema } from './chat.schemas.ts';
import { PostMessageHandler } from './post-message.handler.ts';

/** Talk over HTTP: what was said, for everybody, and writing where sockets are blocked. */
@ApiTags('chat')
@Controller('api/chat/:room/messages')
export class ChatController {
  constructor(
    private readonly pages: ChatPages,
    private readonly postMessage: PostMessageHandler,
    private readonly changeMessage: ChangeMessageHandler,
  ) {}

  @ApiOperation({
    summary:
      'A page of what was said in `lot:<id>` or `auction:<id>`, oldest first; the newest page, or the one `before` a cursor.',
  })
  @Get()
  @Header('cache-control', 'no-cache')
  list(
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Query({ schema: chatHistorySchema }) { limit, before }: z.infer<typeof chatHistorySchema>,
  ): Promise<ChatHistoryPage> {
    return this.pages.page(room, limit, before);
  }

  @ApiOperation({ summary: 'One message, such as one that was replied to.' })
  @Get(':id')
  @Header('cache-control', 'no-cache')
  one(
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
  ): Promise<ChatMessage> {
    return this.pages.message(room, id);
  }

  @ApiOperation({ summary: 'Write a message. A retry with the same id gets the same answer.' })
  @Post()
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  @UseGuards(AuthGuard, ChatRate)
  post(
    @Who() who: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Body({ schema: chatHttpPostSchema }) body: z.infer<typeof chatHttpPostSchema>,
  ): Promise<ChatPostAnswer> {
    return this.postMessage.execute(who, { ...body, room });
  }

  @ApiOperation({ summary: 'Change an own message, within five minutes.' })
  @Patch(':id')
  @Header('cache-control', 'private, no-store')
  @UseGuards(AuthGuard, ChatRate)
  edit(
    @Who() who: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
    @Body({ schema: chatHttpEditSchema }) { body }: z.infer<typeof chatHttpEditSchema>,
  ): Promise<ChatActAnswer> {
    return this.changeMessage.edit(who, { room, id, body });
  }

  @ApiOperation({ summary: 'Remove an own message, within five minutes; staff any.' })
  @Delete(':id')
  @Header('cache-control', 'private, no-store')
  @UseGuards(AuthGuard)
  remove(
    @Who() who: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
  ): Promise<ChatActAnswer> {
    return this.changeMessage.remove(who, { room, id });
  }

  @ApiOperation({ summary: 'Tell staff of a message; once for each person.' })
  @Post(':id/report')
  @HttpCode(200)
  @UseGuards(AuthGuard, ChatRate)
  async report(
    @Who() who: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
    @Body({ schema: chatHttpReportSchema }) { note }: z.infer<typeof chatHttpReportSchema>,
  ): Promise<{ ok: true }> {
    await this.changeMessage.report(who, { room, id, ...(note === undefined ? {} : { note }) });
    return { ok: true };
  }
}
