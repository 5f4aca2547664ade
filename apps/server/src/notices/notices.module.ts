import { Module } from '@nestjs/common';
import { BiddingModule } from '../bidding/index.ts';
import { ClosingSoon } from './closing-soon.ts';
import { NoticeConsumer } from './notice.consumer.ts';
import { NoticeDesk } from './notice.desk.ts';
import { NoticeTail } from './notice.tail.ts';
import { NoticesController } from './notices.controller.ts';
import { PreferencesController } from './preferences.controller.ts';

/** What people are told of the lots that they bid on or watch. */
@Module({
  imports: [BiddingModule],
  controllers: [NoticesController, PreferencesController],
  providers: [ClosingSoon, NoticeConsumer, NoticeDesk, NoticeTail],
  exports: [NoticeDesk],
})
export class NoticesModule {}
