import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { BiddingModule } from '../bidding/index.ts';
import { MailModule } from '../mail/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { ActivityTicker } from './activity-ticker.ts';
import { AuctionLots } from './auction-lots.ts';
import { Broadcaster } from './broadcaster.ts';
import { Drain } from './drain.ts';
import { HandshakeGate } from './handshake.gate.ts';
import { Heartbeats } from './heartbeats.ts';
import { HeldFrames } from './held-frames.ts';
import { LiveSessions } from './live-sessions.ts';
import { LiveMetrics } from './live.metrics.ts';
import { LotFrames } from './lot-frames.ts';
import { LotsGateway } from './lots.gateway.ts';
import { MeGateway } from './me.gateway.ts';
import { MessageDispatcher } from './message.dispatcher.ts';
import { Namespaces } from './namespaces.ts';
import { PersonalFeed } from './personal-feed.ts';
import { PriceTicker } from './price-ticker.ts';
import { SeenBeat } from './seen-beat.ts';
import { SlowReaders } from './slow-readers.ts';
import { WatchSets } from './watch-sets.ts';
import { Watches } from './watches.ts';

/** All that stands in this room; specs put other rooms' stand-ins beside it. */
export const LIVE_PROVIDERS = [
  ActivityTicker,
  AuctionLots,
  Broadcaster,
  Drain,
  HandshakeGate,
  Heartbeats,
  HeldFrames,
  LiveMetrics,
  LiveSessions,
  LotFrames,
  LotsGateway,
  MeGateway,
  MessageDispatcher,
  Namespaces,
  PersonalFeed,
  PriceTicker,
  SeenBeat,
  SlowReaders,
  WatchSets,
  Watches,
];

/** Everything that touches Socket.IO: one gateway for each namespace, and who sends through them. */
@Module({
  imports: [AccountsModule, BiddingModule, MailModule, NoticesModule],
  providers: [...LIVE_PROVIDERS],
})
export class LiveModule {}
