/** What may be said of a span: ids of lots and commands, codes, counts. Never who. */
export type SpanAttributes = Record<string, string | number>;

/** A span under way. All times are epoch ms of this node's own clock (`spanTime`), with fractions. */
export interface OpenSpan {
  /** Notes a part of it that is over. */
  part(name: string, from: number, to: number): void;
  /** `failed`: the house is to blame. */
  end(to: number, attributes: SpanAttributes, failed?: boolean): void;
}

/** Takes spans to where they are kept. */
export interface TraceSink {
  begin(span: { name: string; from: number; server: boolean; parent: OpenSpan | null }): OpenSpan;
  /** Sends what waits. */
  close(): Promise<void>;
}
