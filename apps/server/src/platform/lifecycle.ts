/** Where a node ends at once, clients are asked to come back within this time, at a moment of chance, in ms. */
const SPREAD_MS = 5_000;

type Hearer = (spreadMs: number, serveOnMs: number) => void | Promise<void>;

/** Whether the house is going away. */
export class Lifecycle {
  private readonly hearers = new Set<Hearer>();
  private isDraining = false;

  /** True from the moment the house was asked to stop: nothing new is begun. */
  get draining(): boolean {
    return this.isDraining;
  }

  /**
   * Hears once when draining begins. `spreadMs` is the time over which clients should come back elsewhere, `serveOnMs` how
   * long the node goes on serving those who are here. Whoever answers a promise holds up the end until it is kept.
   */
  onDrain(hear: Hearer): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  /**
   * Begins to drain, and returns when nobody needs this node any more, at the latest after `serveOnMs`. A second call does
   * nothing.
   */
  async drain(serveOnMs = 0): Promise<void> {
    if (this.isDraining) return;
    this.isDraining = true;
    await Promise.all([...this.hearers].map((hear) => hear(serveOnMs || SPREAD_MS, serveOnMs)));
  }
}
