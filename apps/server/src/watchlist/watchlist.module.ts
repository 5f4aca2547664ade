import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { BiddingModule } from '../bidding/index.ts';
import { CatalogueModule } from '../catalogue/index.ts';
import { OwnLotsController } from './own-lots.controller.ts';
import { OwnLotsQuery } from './own-lots.query.ts';
import { WatchController } from './watch.controller.ts';

/** The lots that concern a person: those that he watches, and all of his on one page. */
@Module({
  imports: [AccountsModule, BiddingModule, CatalogueModule],
  controllers: [WatchController, OwnLotsController],
  providers: [OwnLotsQuery],
})
export class WatchlistModule {}
