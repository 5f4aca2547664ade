import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/index.ts';
import { Env } from '../platform/index.ts';
import { KeptMails } from './kept-mails.ts';
import { MailConsumer } from './mail.consumer.ts';
import { MailController } from './mail.controller.ts';
import { MailLetters } from './mail.letters.ts';
import { MailSender } from './mail.sender.ts';
import { NoticeLetters } from './notice.letters.ts';
import { SeenPeople } from './seen-people.ts';
import { SmtpPost } from './smtp.post.ts';

/** What people are written. Other rooms queue mails in the database; this one sends or keeps them. */
@Module({
  imports: [NoticesModule],
  controllers: [MailController],
  providers: [
    KeptMails,
    MailConsumer,
    MailLetters,
    MailSender,
    NoticeLetters,
    SeenPeople,
    {
      provide: SmtpPost,
      inject: [Env],
      useFactory: (env: Env): SmtpPost | null => (env.smtpUrl === undefined ? null : new SmtpPost(env.smtpUrl, env)),
    },
  ],
  exports: [SeenPeople],
})
export class MailModule {}
