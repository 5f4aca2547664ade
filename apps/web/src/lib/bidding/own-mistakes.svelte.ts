import type { OwnMistake, OwnMistakes, Problem } from '@rostrum/contract';

const EVERY_MS = 15_000;
const ANSWER_TRIES = 5;
const ANSWER_GAP_MS = 1_000;
const NOTHING: OwnMistakes = { items: [], askUntil: null };

/** What a bidder told the house of one lot's bids, and what it said. */
export class OwnMistakesOf {
  known = $state.raw<OwnMistakes>(NOTHING);
  readonly #lotId: string;

  constructor(lotId: string, known: OwnMistakes | null) {
    this.#lotId = lotId;
    this.known = known ?? NOTHING;
  }

  get newest(): OwnMistake | null {
    return this.known.items[0] ?? null;
  }

  /** Reads it anew, as after a bid. Keeps what is known where the house does not answer. */
  async read(): Promise<void> {
    const answer = await fetch(this.#path, { cache: 'no-store' }).catch(() => null);
    if (answer?.ok) this.known = (await answer.json()) as OwnMistakes;
  }

  /** The bid was voided: the house's words about it follow in a moment. */
  async readAnswer(): Promise<void> {
    for (let tries = 0; tries < ANSWER_TRIES && this.newest?.state === 'waiting'; tries++) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, ANSWER_GAP_MS));
      await this.read();
    }
  }

  /** Looks for the answer while one is awaited and the page is seen. */
  follow(): () => void {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && this.newest?.state === 'waiting') void this.read();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }

  /** Tells the house. Null where it took it, else the code of its refusal, or `none` where it was not reached. */
  async tell(note: string): Promise<Problem['code'] | 'none' | null> {
    const answer = await fetch(this.#path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ note }),
    }).catch(() => null);
    if (answer?.ok) {
      await this.read();
      return null;
    }
    const problem = (await answer?.json().catch(() => null)) as Problem | null | undefined;
    return problem?.code ?? 'none';
  }

  get #path(): string {
    return `/api/me/lots/${this.#lotId}/mistake`;
  }
}
