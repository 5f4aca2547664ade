import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type {
  ChatActAnswer,
  ChatRoomId,
  ChatRules,
  StaffChatMessage,
  StaffChatMute,
  StaffChatReports,
} from '@rostrum/contract';
import { chatMuteSchema, chatRoomSchema, chatRulesSchema, pageSchema } from '@rostrum/contract/schemas';
import type { z } from 'zod';
import { AuthGuard, Roles, Who, type SignedIn } from '../accounts/index.ts';
import { messageIdSchema } from './chat.schemas.ts';
import { StaffChat } from './staff-chat.ts';

/** Talk, for staff: what people report, and what is done about it. */
@ApiTags('staff')
@Controller('api/staff/chat')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class StaffChatController {
  constructor(private readonly staff: StaffChat) {}

  @ApiOperation({ summary: 'Reported messages that nobody has dealt with, the first reported first.' })
  @Get('reports')
  @Header('cache-control', 'private, no-store')
  reports(@Query({ schema: pageSchema }) { limit, cursor }: z.infer<typeof pageSchema>): Promise<StaffChatReports> {
    return this.staff.reports({ limit, ...(cursor === undefined ? {} : { cursor }) });
  }

  @ApiOperation({ summary: 'Who may not write for a time, and where.' })
  @Get('mutes')
  @Header('cache-control', 'private, no-store')
  async mutes(): Promise<{ items: StaffChatMute[] }> {
    return { items: await this.staff.mutes() };
  }

  @ApiOperation({ summary: 'Open or close a room, or set its slow mode.' })
  @Patch(':room')
  rule(
    @Who() { personId }: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Body({ schema: chatRulesSchema }) change: Partial<ChatRules>,
  ): Promise<ChatRules> {
    return this.staff.rule(room, change, personId);
  }

  @ApiOperation({ summary: 'A message with its text, also where it was removed, and who wrote it.' })
  @Get(':room/messages/:id')
  @Header('cache-control', 'private, no-store')
  message(
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
  ): Promise<StaffChatMessage> {
    return this.staff.message(room, id);
  }

  @ApiOperation({ summary: 'Remove a message: its text is gone for everybody but staff.' })
  @Post(':room/messages/:id/remove')
  @HttpCode(200)
  remove(
    @Who() { personId }: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
  ): Promise<ChatActAnswer> {
    return this.staff.remove(room, id, personId);
  }

  @ApiOperation({ summary: 'Let a reported message stand.' })
  @Post(':room/messages/:id/keep')
  @HttpCode(200)
  async keep(
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
  ): Promise<{ ok: true }> {
    await this.staff.keep(room, id);
    return { ok: true };
  }

  @ApiOperation({ summary: 'Who wrote this may not write in its auction for so many minutes; 0: he may again.' })
  @Post(':room/messages/:id/mute')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  mute(
    @Who() { personId }: SignedIn,
    @Param('room', { schema: chatRoomSchema }) room: ChatRoomId,
    @Param('id', { schema: messageIdSchema }) id: string,
    @Body({ schema: chatMuteSchema }) { minutes }: { minutes: number },
  ): Promise<StaffChatMute> {
    return this.staff.mute(room, id, minutes, personId);
  }
}
