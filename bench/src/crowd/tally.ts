import type { Watcher } from './watcher.ts';

/** How frames with events look on the wire of one kind of server. */
export interface EventFrames {
  /** What such a frame begins with. */
  prefix: string;
  /** What stands right before the version of its first event. */
  marker: string;
}

/** An event, or a lot's state, as a reader finds it in a frame. */
interface Found {
  version: number;
  /** Epoch ms; a state has none. */
  at?: number;
  /** Of a state: its lot. */
  id?: string;
}

/** What a crowd saw of one lot. Times in ms. */
export interface Seen {
  frames: number;
  events: number;
  bytes: number;
  /** Events that each watcher had of the lot. */
  eventsEach: number;
  /** Watchers whose frames were, one by one and in order, those that the reader had. */
  agreeing: number;
  /** Whether the reader's versions were contiguous. */
  gapFree: boolean;
  /** Newest version by lot, where states were sent. */
  newest: Record<string, number>;
  /** From the event's own time to its arrival. */
  p50: number;
  p99: number;
}

interface Line {
  frames: number;
  chain: number;
  bytesBefore: number;
}

/** Latencies are counted in slots of 1 ms up to this. */
const SLOTS_MS = 60_000;

/**
 * Counts what each watcher is sent, without decoding it: of each frame only its length and first version are read, and
 * who had the same ones in the same order had the same frames. One watcher, the reader, decodes them all.
 */
export class Tally {
  readonly #lines = new Map<Watcher, Line>();
  readonly #newest: Record<string, number> = {};
  readonly #events = new Map<number, Found[]>();
  readonly #reader: Watcher;
  readonly #prefix: Buffer;
  readonly #marker: Buffer;
  readonly #watchers: readonly Watcher[];
  #firsts = new Float64Array(1 << 16);
  #times = new Float64Array(1 << 16);
  #arrivals = 0;

  /** Hears from now on. */
  constructor(watchers: readonly Watcher[], reader: Watcher, frames: EventFrames) {
    this.#watchers = watchers;
    this.#reader = reader;
    this.#prefix = Buffer.from(frames.prefix);
    this.#marker = Buffer.from(frames.marker);
    for (const watcher of watchers) {
      const line = { frames: 0, chain: 0, bytesBefore: watcher.bytes };
      this.#lines.set(watcher, line);
      watcher.heard = (start, length) => this.#hear(line, start, length);
    }
    const line = this.#lines.get(reader)!;
    reader.heard = (frame, length) => {
      if (this.#hear(line, frame, length)) this.#read(frame);
    };
  }

  /** Ends it, and answers what was seen. */
  seen(): Seen {
    for (const watcher of this.#watchers) watcher.heard = () => undefined;
    const lines = [...this.#lines.values()];
    const mine = this.#lines.get(this.#reader)!;
    const found = [...this.#events.values()];
    const eventsEach = found.reduce((sum, events) => sum + events.length, 0);
    const same = [...this.#lines].filter(
      ([{ open }, { frames, chain }]) => open && frames === mine.frames && chain === mine.chain,
    );
    return {
      frames: lines.reduce((sum, { frames }) => sum + frames, 0),
      events: this.#delivered(),
      bytes: [...this.#lines].reduce((sum, [{ bytes }, { bytesBefore }]) => sum + bytes - bytesBefore, 0),
      eventsEach,
      agreeing: same.length,
      gapFree: found.flat().every(({ version }, at, all) => at === 0 || version === all[at - 1]!.version + 1),
      newest: this.#newest,
      ...this.#latencies(),
    };
  }

  #hear(line: Line, start: Buffer, length: number): boolean {
    if (start.compare(this.#prefix, 0, this.#prefix.length, 0, this.#prefix.length) !== 0) return false;
    const first = numberAt(start, start.indexOf(this.#marker) + this.#marker.length);
    line.frames += 1;
    line.chain = (Math.imul(line.chain, 31) + first * 131 + length) | 0;
    if (this.#arrivals === this.#firsts.length) this.#grow();
    this.#firsts[this.#arrivals] = first;
    this.#times[this.#arrivals++] = performance.timeOrigin + performance.now();
    return true;
  }

  #grow(): void {
    const [firsts, times] = [this.#firsts, this.#times];
    this.#firsts = new Float64Array(2 * firsts.length);
    this.#times = new Float64Array(2 * times.length);
    this.#firsts.set(firsts);
    this.#times.set(times);
  }

  #read(frame: Buffer): void {
    const text = frame.toString();
    const message = JSON.parse(text.slice(text.search(/[[{]/))) as unknown;
    const body = (Array.isArray(message) ? message[1] : message) as { events?: Found[]; lots?: Found[] } & Found;
    const events = body.events ?? body.lots ?? [body];
    for (const { id, version } of body.lots ?? []) this.#newest[id!] = version;
    this.#events.set(events[0]!.version, events);
  }

  #delivered(): number {
    let events = 0;
    for (let i = 0; i < this.#arrivals; i++) events += this.#events.get(this.#firsts[i]!)?.length ?? 0;
    return events;
  }

  #latencies(): { p50: number; p99: number } {
    const slots = new Uint32Array(SLOTS_MS);
    let all = 0;
    for (let i = 0; i < this.#arrivals; i++) {
      for (const { at = Number.NaN } of this.#events.get(this.#firsts[i]!) ?? []) {
        slots[Math.min(SLOTS_MS - 1, Math.max(0, Math.round(this.#times[i]! - at)))]! += 1;
        all += 1;
      }
    }
    const below = (share: number): number => {
      let sum = 0;
      return slots.findIndex((count) => (sum += count) >= share * all);
    };
    return { p50: below(0.5), p99: below(0.99) };
  }
}

function numberAt(bytes: Buffer, from: number): number {
  let number = 0;
  for (let at = from; bytes[at]! >= 0x30 && bytes[at]! <= 0x39; at++) number = number * 10 + bytes[at]! - 0x30;
  return number;
}
