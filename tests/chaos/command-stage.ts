import type { Bidder, History } from './history.ts';
import type { Stage } from './stage.ts';

/** What each part of `commands` is tried on. */
export interface CommandStage {
  stage: Stage;
  history: History;
  bidders: readonly Bidder[];
  /** Two lots; the neighbours have another one. */
  lotIds: readonly string[];
}
