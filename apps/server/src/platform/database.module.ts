import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Catalogue, Consumers, Database, HouseStore, Ledger, LotPictures, Notices, People } from '@rostrum/database';

/** Gives the opened database and each of its stores to everyone, by their classes. Who opened it closes it. */
@Global()
@Module({})
export class DatabaseModule {
  static of(database: Database): DynamicModule {
    const providers = [
      { provide: Database, useValue: database },
      { provide: Ledger, useValue: database.ledger },
      { provide: Catalogue, useValue: database.catalogue },
      { provide: LotPictures, useValue: database.lotPictures },
      { provide: People, useValue: database.people },
      { provide: Consumers, useValue: database.consumers },
      { provide: Notices, useValue: database.notices },
      { provide: HouseStore, useValue: database.house },
    ];
    return { module: DatabaseModule, providers, exports: providers.map((provider) => provider.provide) };
  }
}
