import { Module, type DynamicModule } from '@nestjs/common';
import type { Database } from '@rostrum/database';
import { AccountsModule } from './accounts/index.ts';
import { BiddingModule } from './bidding/bidding.module.ts';
import { CatalogueModule } from './catalogue/catalogue.module.ts';
import { ChatModule } from './chat/chat.module.ts';
import { DeliveriesModule } from './deliveries/index.ts';
import { DemoModule } from './demo/demo.module.ts';
import { DocumentsModule } from './documents/index.ts';
import { LiveModule } from './live/index.ts';
import { MailModule } from './mail/mail.module.ts';
import { NoticesModule } from './notices/notices.module.ts';
import { ReachModule } from './reach/index.ts';
import { DatabaseModule, PlatformModule, type Env } from './platform/index.ts';
import { PushModule } from './push/index.ts';
import { RatesModule } from './rates/index.ts';
import { WatchlistModule } from './watchlist/watchlist.module.ts';
import { WidgetModule } from './widget/widget.module.ts';

/** The list of the rooms. */
@Module({})
export class AppModule {
  static of(env: Env, database: Database): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.of(database),
        PlatformModule.of(env),
        AccountsModule,
        CatalogueModule,
        BiddingModule,
        MailModule,
        NoticesModule,
        DeliveriesModule,
        PushModule,
        WatchlistModule,
        WidgetModule,
        RatesModule,
        ChatModule,
        LiveModule,
        DocumentsModule,
        ReachModule,
        DemoModule,
      ],
    };
  }
}
