import { Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { BidTraces } from './bid.traces.ts';
import { BidRate } from './bid-rate.ts';
import { BiddingController } from './bidding.controller.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import { ClosingTimer } from './closing.timer.ts';
import { LatestActivity } from './latest-activity.ts';
import { LotCommands } from './lot-commands.ts';
import { LotHistory } from './lot-history.ts';
import { LotQuotes } from './lot-quotes.ts';
import { LotQueues } from './lot-queues.ts';
import { LotRelay } from './lot-relay.ts';
import { LotRooms } from './lot-rooms.ts';
import { LotSweep } from './lot-sweep.ts';
import { MistakeDesk } from './mistake-desk.ts';
import { MistakeReview } from './mistake-review.ts';
import { Outage } from './outage.ts';
import { OwnBidsController } from './own-bids.controller.ts';
import { OwnLotController } from './own-lot.controller.ts';
import { PlaceBidHandler } from './place-bid.handler.ts';
import { QuotesController } from './quotes.controller.ts';
import { ReceiptRetention } from './receipt-retention.ts';
import { SettleHandler } from './settle.handler.ts';
import { StaffLotsController } from './staff-lots.controller.ts';
import { StaffMistakesController } from './staff-mistakes.controller.ts';
import { Standings } from './standings.ts';

/** Takes commands for lots, commits them, closes lots on time, and tells of every change. */
@Module({
  controllers: [
    BiddingController,
    OwnBidsController,
    OwnLotController,
    QuotesController,
    StaffLotsController,
    StaffMistakesController,
  ],
  providers: [
    BiddingMetrics,
    BidRate,
    BidTraces,
    ClosingTimer,
    LatestActivity,
    LotCommands,
    LotHistory,
    LotQueues,
    LotQuotes,
    LotRelay,
    LotRooms,
    LotSweep,
    MistakeDesk,
    MistakeReview,
    Outage,
    PlaceBidHandler,
    ReceiptRetention,
    SettleHandler,
    Standings,
  ],
  exports: [BidRate, BidTraces, LotCommands, LotRelay, PlaceBidHandler, SettleHandler, Standings],
})
export class BiddingModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly sweep: LotSweep,
    private readonly outage: Outage,
    private readonly closing: ClosingTimer,
    private readonly queues: LotQueues,
    private readonly retention: ReceiptRetention,
  ) {}

  /** The order counts: changes are heard before any is made, and lost time is given back before any lot is closed. */
  async onApplicationBootstrap(): Promise<void> {
    await this.sweep.start();
    await this.outage.start();
    await this.closing.start();
    this.retention.start();
  }

  /** What is queued is finished while the sockets still stand, so that everyone has his answer. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing.stop();
    await this.queues.close();
    await this.sweep.stop();
    this.outage.stop();
    this.retention.stop();
  }
}
