import { Module } from '@nestjs/common';
import { CatalogueModule } from '../catalogue/index.ts';
import { CardPainter } from './card-painter.ts';
import { Cards } from './cards.ts';
import { PreviewsController } from './previews.controller.ts';
import { SiteMapController } from './site-map.controller.ts';
import { SiteMaps } from './site-maps.ts';

/** How the house is found from elsewhere: pictures of links, and the lists of its pages. */
@Module({
  imports: [CatalogueModule],
  controllers: [PreviewsController, SiteMapController],
  providers: [CardPainter, Cards, SiteMaps],
})
export class ReachModule {}
