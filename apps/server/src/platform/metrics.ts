import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Numbers of this node for Prometheus. Asking twice for a name gives the same instrument. Never label by person or lot. */
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter(name: string, help: string, labels: readonly string[] = []): Counter<string> {
    const known = this.registry.getSingleMetric(name);
    return known instanceof Counter
      ? known
      : new Counter({ name, help, labelNames: [...labels], registers: [this.registry] });
  }

  gauge(name: string, help: string, labels: readonly string[] = []): Gauge<string> {
    const known = this.registry.getSingleMetric(name);
    return known instanceof Gauge
      ? known
      : new Gauge({ name, help, labelNames: [...labels], registers: [this.registry] });
  }

  /** `buckets` in the unit of the name, which should be seconds. */
  histogram(
    name: string,
    help: string,
    labels: readonly string[] = [],
    buckets?: readonly number[],
  ): Histogram<string> {
    const known = this.registry.getSingleMetric(name);
    if (known instanceof Histogram) return known;
    const options = { name, help, labelNames: [...labels], registers: [this.registry] };
    return new Histogram(buckets ? { ...options, buckets: [...buckets] } : options);
  }
}
