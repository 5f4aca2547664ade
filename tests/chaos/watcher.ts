import { isDeepStrictEqual } from 'node:util';
import { createHouseClient, type HouseClient, type LotUpdate } from '@rostrum/client';
import type { PublicLot, PublicLotEvent } from '@rostrum/contract';

type Timing = NonNullable<Parameters<typeof createHouseClient>[0]['timing']>;

/** A page's client without a page: watches lots, and checks each step that it takes. */
export class Watcher {
  readonly client: HouseClient;
  /** What it did that it must never do. */
  readonly wrong: string[] = [];
  /** Events that it applied since they were last compared, by lot. */
  readonly #applied = new Map<string, PublicLotEvent[]>();
  readonly #at = new Map<string, Pick<PublicLot, 'epoch' | 'version'>>();
  readonly #name: string;

  /** `url`: where it connects, `origin`: where the house says that it is served. */
  constructor(name: string, options: { url: string; origin: string; lotIds: readonly string[]; timing?: Timing }) {
    const { url, origin, lotIds, timing = {} } = options;
    this.#name = name;
    this.client = createHouseClient({ url, headers: { origin }, timing });
    this.client.lots.watch({ lots: [...lotIds] }, (update) => this.#follow(update));
  }

  /** Whether it shows this state. */
  shows({ id, epoch, version, checksum }: PublicLot): boolean {
    const lot = this.client.lots.get(id);
    return lot?.epoch === epoch && lot.version === version && lot.checksum === checksum;
  }

  /** Compares what it applied of a lot with the whole ledger of it, and forgets it. */
  compare(lotId: string, ledger: readonly PublicLotEvent[]): void {
    for (const event of this.#applied.get(lotId) ?? []) {
      const kept = ledger[event.version - 1];
      if (!isDeepStrictEqual(event, kept)) this.#note(lotId, `${JSON.stringify(event)} is not ${JSON.stringify(kept)}`);
    }
    this.#applied.delete(lotId);
    const { checksumMismatches } = this.client.counters;
    if (checksumMismatches > 0) this.#note(lotId, `${checksumMismatches} states were not those of the house`);
  }

  close(): void {
    this.client.close();
  }

  #follow({ lotId, lot, events, cause }: LotUpdate): void {
    const at = this.#at.get(lotId);
    this.#at.set(lotId, lot);
    if (events.length === 0) {
      if (at && at.epoch === lot.epoch && lot.version <= at.version)
        this.#note(lotId, `${cause} went back to ${lot.version}`);
      return;
    }
    if (at?.epoch !== lot.epoch) this.#note(lotId, `events of ${lot.epoch} on top of ${at?.epoch}`);
    events.forEach(({ version }, index) => {
      const expected = at ? at.version + 1 + index : version;
      if (version !== expected) this.#note(lotId, `applied ${version} where ${expected} was due`);
    });
    if (lot.version !== events.at(-1)!.version)
      this.#note(lotId, `says ${lot.version} after ${events.at(-1)!.version}`);
    this.#applied.set(lotId, [...(this.#applied.get(lotId) ?? []), ...events]);
  }

  #note(lotId: string, what: string): void {
    this.wrong.push(`${this.#name}, lot ${lotId}: ${what}`);
  }
}
