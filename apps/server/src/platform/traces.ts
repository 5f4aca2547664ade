import type { Env } from './env.ts';
import type { OpenSpan, TraceSink } from './spans.ts';

/** Now, as spans count it. */
export const spanTime = (): number => performance.timeOrigin + performance.now();

/** Spans for OpenTelemetry; where nobody asked for them they cost nothing and none of its code is loaded. */
export class Traces {
  readonly #sink: TraceSink | null;

  constructor(sink: TraceSink | null) {
    this.#sink = sink;
  }

  /** Sends to `OTEL_EXPORTER_OTLP_ENDPOINT`, if there is one. */
  static async open(env: Env): Promise<Traces> {
    if (env.tracesUrl === undefined) return new Traces(null);
    const { otlpSink } = await import('./traces.otlp.ts');
    return new Traces(otlpSink(env.tracesUrl));
  }

  /** Whether spans go anywhere. */
  get on(): boolean {
    return this.#sink !== null;
  }

  /** Begins a span; null where they go nowhere. `server`: somebody outside waits for it. */
  begin(
    name: string,
    from: number,
    options: { server: boolean; parent?: OpenSpan | null | undefined },
  ): OpenSpan | null {
    return this.#sink?.begin({ name, from, server: options.server, parent: options.parent ?? null }) ?? null;
  }

  /** Sends what waits. */
  async close(): Promise<void> {
    await this.#sink?.close();
  }
}
