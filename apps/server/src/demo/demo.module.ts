import { Module } from '@nestjs/common';
import { BiddingModule } from '../bidding/index.ts';
import { CatalogueModule } from '../catalogue/index.ts';
import { ChatModule } from '../chat/index.ts';
import { DemoCrowd } from './demo-crowd.ts';
import { DemoController } from './demo.controller.ts';
import { DemoHouse } from './demo-house.ts';
import { DemoLoader } from './demo-loader.ts';
import { DemoPeople } from './demo-people.ts';
import { DemoRemoval } from './demo-removal.ts';
import { DemoRounds } from './demo-rounds.ts';
import { RobotsLease } from './robots-lease.ts';
import { RobotsProcess } from './robots-process.ts';

/** The demo auctions, their people and robots. */
@Module({
  imports: [BiddingModule, CatalogueModule, ChatModule],
  controllers: [DemoController],
  providers: [DemoCrowd, DemoHouse, DemoLoader, DemoPeople, DemoRemoval, DemoRounds, RobotsLease, RobotsProcess],
})
export class DemoModule {}
