import type { LiveMetrics } from '../live.metrics.ts';
import type { AnyNamespace } from '../live.types.ts';
import { hearRefusals } from './admission.ts';

/** Counts who comes to a namespace and what goes out through it, at the one place that all of it passes. */
export function countTraffic(namespace: AnyNamespace, metrics: LiveMetrics): void {
  const { adapter, name } = namespace;
  namespace.on('connection', () => metrics.connects.inc({ namespace: name, result: 'ok' }));
  hearRefusals(namespace, (result) => metrics.connects.inc({ namespace: name, result }));
  const broadcast = adapter.broadcast.bind(adapter);
  adapter.broadcast = (packet: { data?: unknown }, options) => {
    const event = Array.isArray(packet.data) ? String(packet.data[0]) : 'unknown';
    const { rooms } = options;
    metrics.broadcasts.inc({ event });
    if (rooms.size === 0) metrics.deliveries.inc({ event }, namespace.sockets.size);
    else for (const each of rooms) metrics.deliveries.inc({ event }, adapter.rooms.get(each)?.size ?? 0);
    broadcast(packet, options);
  };
}
