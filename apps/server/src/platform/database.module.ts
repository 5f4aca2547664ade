import { Global, Module, type DynamicModule } from '@nestjs/common';
import {
  Accounts,
  Catalogue,
  Chat,
  ChatDesk,
  ChatPeople,
  Consumers,
  Database,
  Deliveries,
  Finding,
  HouseStore,
  Ledger,
  LotPictures,
  Mails,
  Mistakes,
  NoticePreferences,
  Notices,
  People,
  Pushes,
  PushSubscriptions,
  Rates,
  SiteMap,
  WatchLists,
} from '@rostrum/database';

/** Gives the opened database and each of its stores to everyone, by their classes. Who opened it closes it. */
@Global()
@Module({})
export class DatabaseModule {
  static of(database: Database): DynamicModule {
    const providers = [
      { provide: Database, useValue: database },
      { provide: Ledger, useValue: database.ledger },
      { provide: Catalogue, useValue: database.catalogue },
      { provide: Finding, useValue: database.finding },
      { provide: SiteMap, useValue: database.siteMap },
      { provide: LotPictures, useValue: database.lotPictures },
      { provide: People, useValue: database.people },
      { provide: Consumers, useValue: database.consumers },
      { provide: Mistakes, useValue: database.mistakes },
      { provide: Notices, useValue: database.notices },
      { provide: NoticePreferences, useValue: database.preferences },
      { provide: Chat, useValue: database.chat },
      { provide: ChatDesk, useValue: database.chatDesk },
      { provide: ChatPeople, useValue: database.chatPeople },
      { provide: Deliveries, useValue: database.deliveries },
      { provide: Pushes, useValue: database.pushes },
      { provide: PushSubscriptions, useValue: database.pushSubscriptions },
      { provide: WatchLists, useValue: database.watchLists },
      { provide: Accounts, useValue: database.accounts },
      { provide: Mails, useValue: database.mails },
      { provide: Rates, useValue: database.rates },
      { provide: HouseStore, useValue: database.house },
    ];
    return { module: DatabaseModule, providers, exports: providers.map((provider) => provider.provide) };
  }
}
