import type { AnySocket } from '../live.types.ts';

/** The WebSocket below a connection; Engine.IO's types do not show it. */
interface WebSocketBelow {
  ping(): void;
  on(event: 'pong', hear: () => void): void;
}

interface Question {
  /** Since when an answer is waited for, by `performance.now()`; null: for none. */
  since: number | null;
  /** Who has never answered is believed until his connection ends. */
  heard: boolean;
}

/**
 * Whether there is still somebody at the other end of a connection. A device that loses its network closes nothing, and
 * Engine.IO's own heartbeat, made for phones that sleep, takes 25 s to notice. Here every browser answers by itself, below
 * the page's scripts.
 */
export class Pulse {
  readonly #questions = new WeakMap<WebSocketBelow, Question>();
  readonly #answered: (tookMs: number) => void;

  /** `answered` hears how long each answer took. */
  constructor(answered: (tookMs: number) => void) {
    this.#answered = answered;
  }

  /** Hears the answers of a new connection. */
  follow(socket: AnySocket): void {
    const below = belowOf(socket);
    below?.on('pong', () => this.#hear(below));
  }

  /** Whether the last question found no answer; then asks again. */
  isSilent(socket: AnySocket): boolean {
    const below = belowOf(socket);
    if (!below || socket.conn.readyState !== 'open') return true;
    const question = this.#questions.get(below) ?? { since: null, heard: false };
    const silent = question.heard && question.since !== null;
    this.#questions.set(below, { heard: question.heard, since: question.since ?? performance.now() });
    below.ping();
    return silent;
  }

  #hear(below: WebSocketBelow): void {
    const since = this.#questions.get(below)?.since;
    if (since) this.#answered(performance.now() - since);
    this.#questions.set(below, { heard: true, since: null });
  }
}

function belowOf({ conn }: AnySocket): WebSocketBelow | undefined {
  return (conn.transport as unknown as { socket?: WebSocketBelow }).socket;
}
