import { Module } from '@nestjs/common';
import { RatesChoice } from './rates.choice.ts';
import { RatesController } from './rates.controller.ts';
import { RatesDesk } from './rates.desk.ts';
import { RatesHouse } from './rates.house.ts';
import { RatesKeeper } from './rates.keeper.ts';
import { RatesLease } from './rates.lease.ts';
import { RatesMetrics } from './rates.metrics.ts';
import { RatesRetention } from './rates.retention.ts';
import { RatesSources } from './rates.sources.ts';

/** Currency rates: where they come from, how they stand, what they were. */
@Module({
  controllers: [RatesController],
  providers: [RatesChoice, RatesDesk, RatesHouse, RatesKeeper, RatesLease, RatesMetrics, RatesRetention, RatesSources],
  exports: [RatesDesk],
})
export class RatesModule {}
