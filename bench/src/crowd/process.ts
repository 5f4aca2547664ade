// A crowd of watchers in a process of its own; told what to do over IPC by crowd.ts.
import { seeded } from '../figures.ts';
import { ReturningWatcher } from './returning.ts';
import { Tally, type EventFrames, type Seen } from './tally.ts';
import { Watcher, type Approach } from './watcher.ts';

/** What a crowd may be asked, one thing at a time. */
export type Ask =
  | { do: 'open'; approach: Approach; count: number; readers: number }
  | { do: 'watch'; frames: EventFrames }
  | { do: 'seen' }
  | { do: 'keep'; port: number; lotIds: string[]; count: number; seed: number }
  | { do: 'away' | 'return' }
  | { do: 'kept' }
  | { do: 'close' };

/** What it answers. */
export interface Answers {
  open: null;
  watch: null;
  seen: Seen;
  keep: null;
  away: null;
  return: null;
  kept: Kept;
  close: null;
}

/** Of watchers that come back by themselves. Times are epoch ms. */
export interface Kept {
  /** Connected again, and told all that they missed. */
  back: number;
  /** When the last of them was told. */
  lastBackAt: number;
  deltas: number;
  snapshots: number;
  /** Versions that somebody was not sent. */
  holes: number;
}

/** So many connections are opened at once. */
const AT_ONCE = 50;

let watchers: Watcher[] = [];
let returning: ReturningWatcher[] = [];
let tally: Tally | undefined;

async function open({ approach, count, readers }: Extract<Ask, { do: 'open' }>): Promise<null> {
  while (watchers.length < count) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - watchers.length) }, (_, at) => {
      return new Watcher(approach, watchers.length + at < readers);
    });
    watchers.push(...(await Promise.all(batch.map(({ ready }) => ready))));
  }
  return null;
}

async function keep({ port, lotIds, count, seed }: Extract<Ask, { do: 'keep' }>): Promise<null> {
  const random = seeded(seed);
  while (returning.length < count) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - returning.length) }, (_, at) => {
      return new ReturningWatcher(port, lotIds[(returning.length + at) % lotIds.length]!, random);
    });
    await Promise.all(batch.map((watcher) => watcher.come()));
    returning.push(...batch);
  }
  return null;
}

function kept(): Kept {
  const back = returning.filter(({ backAt }) => backAt !== null);
  const how = (mode: 'delta' | 'snapshot'): number => back.filter(({ resumed }) => resumed === mode).length;
  return {
    back: back.length,
    lastBackAt: Math.max(...back.map(({ backAt }) => backAt!)),
    deltas: how('delta'),
    snapshots: how('snapshot'),
    holes: returning.reduce((sum, { holes }) => sum + holes, 0),
  };
}

function leave(): null {
  for (const watcher of [...watchers, ...returning]) watcher.close();
  [watchers, returning] = [[], []];
  return null;
}

async function obey(ask: Ask): Promise<Answers[Ask['do']]> {
  if (ask.do === 'open') return open(ask);
  if (ask.do === 'seen') return tally!.seen();
  if (ask.do === 'keep') return keep(ask);
  if (ask.do === 'kept') return kept();
  if (ask.do === 'close') return leave();
  if (ask.do === 'away') for (const watcher of returning) watcher.leave();
  if (ask.do === 'return') for (const watcher of returning) watcher.return();
  if (ask.do !== 'watch') return null;
  tally = new Tally(watchers, watchers[0]!, ask.frames);
  return null;
}

process.on('disconnect', () => process.exit());
process.on('message', (ask: Ask) => {
  obey(ask).then(
    (answer) => process.send!({ answer }),
    (error: unknown) => process.send!({ error: String(error) }),
  );
});
