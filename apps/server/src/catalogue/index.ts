export { statusOf } from './auction.presenter.ts';
export { AuctionHouse, type AuctionDefinition, type LotDefinition } from './auction-house.ts';
export { CatalogueQueries } from './catalogue-queries.ts';
export { CatalogueModule } from './catalogue.module.ts';
export { HOUSE_NAME } from './house-name.ts';
export { LotFinder } from './lot-finder.ts';
export { PicturesSweeper } from './pictures.sweeper.ts';
export { Pictures } from './pictures.ts';
