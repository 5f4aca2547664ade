import type { EpochMs } from '@rostrum/contract';
import { fetchFile } from './fetch-file.ts';
import { pauseMs, type Pauses } from './pauses.ts';
import { BadRates, type ProviderEar, type Quote, type RatesProvider, type Validators } from './provider.ts';

/** Rates change once a day, and the answer is nearly always that they did not. */
export const DAILY_PAUSES: Pauses = { everyMs: 3_600_000, failedMs: 60_000, failedMaxMs: 3_600_000 };

export interface FilePollOptions {
  url: string;
  /** Reads the file. Throws BadRates. */
  read: (text: string, now: EpochMs) => Quote[];
  now: () => EpochMs;
  pauses?: Pauses;
}

/** A provider that publishes a file: asked for again and again, and only for what changed. */
export class FilePoll implements RatesProvider {
  readonly #options: FilePollOptions;
  #timer: NodeJS.Timeout | undefined;
  #ending = new AbortController();

  constructor(options: FilePollOptions) {
    this.#options = options;
  }

  start(ear: ProviderEar, known: Validators): void {
    this.#ending = new AbortController();
    void this.#go(ear, known, 0, this.#ending.signal);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#ending.abort();
  }

  async #go(ear: ProviderEar, known: Validators, failures: number, ended: AbortSignal): Promise<void> {
    let next = known;
    let failed = 0;
    try {
      next = await this.#ask(ear, known, ended);
    } catch (error) {
      if (ended.aborted) return;
      failed = failures + 1;
      const bad = error instanceof BadRates ? error : new BadRates('malformed', String(error));
      ear.failed(bad.fault, bad.message);
    }
    if (ended.aborted) return;
    const wait = pauseMs(failed, this.#options.pauses ?? DAILY_PAUSES);
    this.#timer = setTimeout(() => void this.#go(ear, next, failed, ended), wait);
    this.#timer.unref();
  }

  /** Answers what the next question should name: only a file that was taken counts as known. */
  async #ask(ear: ProviderEar, known: Validators, ended: AbortSignal): Promise<Validators> {
    const file = await fetchFile(this.#options.url, known, ended);
    if (ended.aborted) return known;
    if (file === 'unchanged') {
      ear.confirmed();
      return known;
    }
    ear.quotes(this.#options.read(file.text, this.#options.now()), file.validators);
    return file.validators;
  }
}
