import type { Activity } from '@rostrum/contract';
import { whenOpen } from '#lib/live/house.ts';
import { mergeLines } from './merge-lines.ts';

/** The house's latest doings, live. The lines stay from one unfolding to the next. */
class ActivityLines {
  all = $state.raw<readonly Activity[]>([]);
  /** The house has answered. */
  filled = $state(false);

  /** Follows the house. The answer ends it. */
  follow(): () => void {
    return whenOpen(({ lots }) => {
      const stop = lots.activity.add((fresh) => {
        this.all = mergeLines(this.all, fresh);
        this.filled = true;
      });
      const unwatch = lots.watch({ house: true });
      return () => {
        unwatch();
        stop();
      };
    });
  }
}

export const activityLines = new ActivityLines();
