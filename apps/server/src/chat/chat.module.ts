import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/index.ts';
import { ChangeMessageHandler } from './change-message.handler.ts';
import { ChatPages } from './chat-pages.ts';
import { ChatRate } from './chat-rate.ts';
import { ChatRelay } from './chat-relay.ts';
import { ChatResume } from './chat-resume.ts';
import { ChatWriter } from './chat-writer.ts';
import { ChatController } from './chat.controller.ts';
import { ChatNotices } from './chat.notices.ts';
import { ChatMetrics } from './chat.metrics.ts';
import { OwnChatController } from './own-chat.controller.ts';
import { OwnChatDesk } from './own-chat.ts';
import { PostMessageHandler } from './post-message.handler.ts';
import { StaffChatController } from './staff-chat.controller.ts';
import { StaffChat } from './staff-chat.ts';

/** Questions about lots and talk in auctions' rooms. */
@Module({
  imports: [NoticesModule],
  controllers: [ChatController, OwnChatController, StaffChatController],
  providers: [
    ChangeMessageHandler,
    ChatMetrics,
    ChatNotices,
    ChatPages,
    ChatRate,
    ChatRelay,
    ChatResume,
    ChatWriter,
    OwnChatDesk,
    PostMessageHandler,
    StaffChat,
  ],
  exports: [ChangeMessageHandler, ChatRate, ChatRelay, ChatResume, OwnChatDesk, PostMessageHandler],
})
export class ChatModule {}
