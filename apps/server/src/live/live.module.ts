import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { BiddingModule } from '../bidding/index.ts';
import { ChatModule } from '../chat/index.ts';
import { MailModule } from '../mail/index.ts';
import { NoticesModule } from '../notices/index.ts';
import { RatesModule } from '../rates/index.ts';
import { ActivityTicker } from './broadcast/activity-ticker.ts';
import { Broadcaster } from './broadcast/broadcaster.ts';
import { Heartbeats } from './broadcast/heartbeats.ts';
import { HeldFrames } from './broadcast/held-frames.ts';
import { LotFrames } from './broadcast/lot-frames.ts';
import { PersonalFeed } from './broadcast/personal-feed.ts';
import { PriceTicker } from './broadcast/price-ticker.ts';
import { RatesTicker } from './broadcast/rates-ticker.ts';
import { ChatGateway } from './gateways/chat.gateway.ts';
import { LotsGateway } from './gateways/lots.gateway.ts';
import { MeGateway } from './gateways/me.gateway.ts';
import { RatesGateway } from './gateways/rates.gateway.ts';
import { LiveMetrics } from './live.metrics.ts';
import { Namespaces } from './namespaces.ts';
import { Drain } from './sockets/drain.ts';
import { HandshakeGate } from './sockets/handshake.gate.ts';
import { LiveSessions } from './sockets/live-sessions.ts';
import { MessageRates } from './sockets/message-rates.ts';
import { MessageDispatcher } from './sockets/message.dispatcher.ts';
import { SlowReaders } from './sockets/slow-readers.ts';
import { AuctionLots } from './watching/auction-lots.ts';
import { ChatWatches } from './watching/chat-watches.ts';
import { PresenceTicker } from './watching/presence-ticker.ts';
import { Presence } from './watching/presence.ts';
import { SeenBeat } from './watching/seen-beat.ts';
import { WatchSets } from './watching/watch-sets.ts';
import { Watches } from './watching/watches.ts';

/** All that stands in this room; specs put other rooms' stand-ins beside it. */
export const LIVE_PROVIDERS = [
  ActivityTicker,
  AuctionLots,
  Broadcaster,
  ChatGateway,
  ChatWatches,
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
  MessageRates,
  Namespaces,
  PersonalFeed,
  Presence,
  PresenceTicker,
  PriceTicker,
  RatesGateway,
  RatesTicker,
  SeenBeat,
  SlowReaders,
  WatchSets,
  Watches,
];

/** Everything that touches Socket.IO: one gateway for each namespace, and who sends through them. */
@Module({
  imports: [AccountsModule, BiddingModule, ChatModule, MailModule, NoticesModule, RatesModule],
  providers: [...LIVE_PROVIDERS],
})
export class LiveModule {}
