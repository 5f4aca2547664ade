import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { BiddingModule } from '../bidding/index.ts';
import { AuctionHouse } from './auction-house.ts';
import { AuctionRegistration } from './auction-registration.ts';
import { AuctionsController } from './auctions.controller.ts';
import { CatalogueQueries } from './catalogue-queries.ts';
import { HouseController } from './house.controller.ts';
import { ImagesController } from './images.controller.ts';
import { LotFinder } from './lot-finder.ts';
import { LotsController } from './lots.controller.ts';
import { LotPicturesHandler } from './lot-pictures.handler.ts';
import { PicturesBody } from './pictures.body.ts';
import { PicturesController } from './pictures.controller.ts';
import { PicturesSweeper } from './pictures.sweeper.ts';
import { Pictures } from './pictures.ts';

/** Auctions, lots and their pictures, as everybody may read them. */
@Module({
  imports: [AccountsModule, BiddingModule],
  controllers: [AuctionsController, LotsController, HouseController, ImagesController, PicturesController],
  providers: [
    CatalogueQueries,
    LotFinder,
    AuctionRegistration,
    AuctionHouse,
    LotPicturesHandler,
    Pictures,
    PicturesBody,
    PicturesSweeper,
  ],
  exports: [AuctionHouse, CatalogueQueries, LotFinder, PicturesSweeper, Pictures],
})
export class CatalogueModule {}
