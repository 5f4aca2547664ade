import { Injectable } from '@nestjs/common';
import type { Counter, Gauge, Histogram } from 'prom-client';
import { Metrics } from '../platform/index.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const PACKETS = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1024];

/** Numbers of the sockets on this node. Labelled by kinds only, never by lot, person or socket. */
@Injectable()
export class LiveMetrics {
  readonly connections: Gauge<string>;
  readonly connects: Counter<string>;
  readonly disconnects: Counter<string>;
  readonly handshakeRejected: Counter<string>;
  readonly messagesIn: Counter<string>;
  readonly broadcasts: Counter<string>;
  readonly deliveries: Counter<string>;
  readonly conflated: Counter<string>;
  readonly slowDisconnects: Counter<string>;
  readonly resyncs: Counter<string>;
  readonly gaps: Counter<string>;
  readonly sendQueue: Histogram<string>;
  readonly longestQueue: Gauge<string>;
  readonly clientRtt: Histogram<string>;
  readonly commitToEmit: Histogram<string>;
  readonly bidAck: Histogram<string>;

  constructor(metrics: Metrics) {
    this.connections = metrics.gauge('auction_ws_connections', 'Open sockets.', ['namespace', 'auth']);
    this.connects = metrics.counter('auction_ws_connects_total', 'Sockets that came, by what became of them.', [
      'namespace',
      'result',
    ]);
    this.disconnects = metrics.counter('auction_ws_disconnects_total', 'Sockets that ended.', ['namespace', 'reason']);
    this.handshakeRejected = metrics.counter('auction_ws_handshake_rejected_total', 'Refused handshakes.', ['cause']);
    this.messagesIn = metrics.counter('auction_ws_messages_in_total', 'Messages and their answers.', [
      'event',
      'result',
    ]);
    this.broadcasts = metrics.counter('auction_ws_broadcasts_total', 'Frames sent to a room.', ['event']);
    this.deliveries = metrics.counter('auction_ws_deliveries_total', 'Frames times the sockets they went to.', [
      'event',
    ]);
    this.conflated = metrics.counter('auction_ws_conflated_total', 'Changes that shared a frame.', ['event']);
    this.slowDisconnects = metrics.counter('auction_ws_slow_disconnects_total', 'Slow readers that were cut.');
    this.resyncs = metrics.counter('auction_ws_resync_total', 'Lots that a watch answered.', ['mode']);
    this.gaps = metrics.counter('auction_ws_client_gap_total', 'Holes that clients say they found.', ['cause']);
    this.sendQueue = metrics.histogram(
      'auction_ws_send_queue_packets',
      'Packets that wait for a connection, looked at every ten seconds.',
      [],
      PACKETS,
    );
    this.longestQueue = metrics.gauge(
      'auction_ws_send_queue_bytes',
      'Bytes that wait for the slowest connection, looked at four times a second.',
    );
    this.clientRtt = metrics.histogram(
      'auction_ws_client_rtt_seconds',
      'From a ping to the browser’s pong, of who watches.',
      [],
      SECONDS,
    );
    this.commitToEmit = metrics.histogram(
      'auction_ws_commit_to_emit_seconds',
      'From the commit of an event to its frame.',
      [],
      SECONDS,
    );
    this.bidAck = metrics.histogram('auction_ws_bid_ack_seconds', 'From a bid to its answer.', ['result'], SECONDS);
  }
}
