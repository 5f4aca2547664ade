import { Module } from '@nestjs/common';
import { BiddingModule } from '../bidding/index.ts';
import { ClosingSoon } from './closing-soon.ts';
import { NewAuctions } from './new-auctions.ts';
import { NoticeConsumer } from './notice.consumer.ts';
import { NoticeDesk } from './notice.desk.ts';
import { NoticeSubjects } from './notice.subjects.ts';
import { NoticeTail } from './notice.tail.ts';
import { NoticesController } from './notices.controller.ts';
import { PreferencesController } from './preferences/preferences.controller.ts';
import { PreferencesDesk } from './preferences/preferences.desk.ts';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.ts';
import { UnsubscribeRoute } from './unsubscribe/unsubscribe.route.ts';
import { UnsubscribingDesk } from './unsubscribe/unsubscribing.desk.ts';

/** What people are told of the lots that they bid on or watch. */
@Module({
  imports: [BiddingModule],
  controllers: [NoticesController, PreferencesController, UnsubscribeController],
  providers: [
    ClosingSoon,
    NewAuctions,
    NoticeConsumer,
    NoticeDesk,
    NoticeSubjects,
    NoticeTail,
    PreferencesDesk,
    UnsubscribeRoute,
    UnsubscribingDesk,
  ],
  exports: [NoticeDesk, NoticeSubjects, NoticeTail, PreferencesDesk, UnsubscribingDesk],
})
export class NoticesModule {}
