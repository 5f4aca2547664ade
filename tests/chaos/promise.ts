/** What a run of a promise is given. */
export interface ChaosRun {
  /** Everything random follows from it. */
  seed: number;
  /** Tells who watches the run how far it is. */
  say(line: string): void;
}

/** What a run of a promise found. */
export interface Outcome {
  /** What was run, in numbers: '20,412 acknowledged bids, 14 kills'. */
  runs: string;
  /** What was counted or measured: '0 lost, 0 doubled'. */
  result: string;
  /** One line for each time that the promise was broken. */
  violations: string[];
}

/** Something that the house promises, with the tests that try to break it. */
export interface ChaosPromise {
  /** Its name on the command line. */
  id: string;
  /** One sentence. */
  promise: string;
  /** The file that tries to break it, from the root of the project. */
  test: string;
  /** What the machine lacks to run it; null where it can run. */
  lacks(): string | null;
  /** A few seconds, inside `npm test`: counts, order and convergence, never times. Null where `npm test` has it anyway. */
  short: ((run: ChaosRun) => Promise<Outcome>) | null;
  /** By hand, as long as it takes; may judge times. */
  long(run: ChaosRun): Promise<Outcome>;
}
