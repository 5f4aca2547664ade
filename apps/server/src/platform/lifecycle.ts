/** Clients are asked to come back within this time, at a moment of chance, in ms. */
const SPREAD_MS = 5_000;

/** Whether the house is going away. */
export class Lifecycle {
  private readonly hearers = new Set<(spreadMs: number) => void>();
  private isDraining = false;

  /** True from the moment the house was asked to stop: nothing new is begun. */
  get draining(): boolean {
    return this.isDraining;
  }

  /** Hears once when draining begins; `spreadMs` is the time over which clients should come back elsewhere. */
  onDrain(hear: (spreadMs: number) => void): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  /** Begins to drain; a second call does nothing. */
  drain(): void {
    if (this.isDraining) return;
    this.isDraining = true;
    for (const hear of this.hearers) hear(SPREAD_MS);
  }
}
