import { Injectable, Logger } from '@nestjs/common';
import { LotRelay, type LotChanged } from '../../bidding/index.ts';
import { Namespaces } from '../namespaces.ts';
import { HOUSE_ROOM } from '../rooms.ts';
import { Pacer } from './pacer.ts';

const FRAME_EVERY_MS = 250;

/** `activity`: the house's latest doings, as far as they were not sent before. */
@Injectable()
export class ActivityTicker {
  readonly #logger = new Logger(ActivityTicker.name);
  readonly #pacer = new Pacer(FRAME_EVERY_MS, () => void this.#send());
  #sent: ReadonlySet<string> = new Set();

  constructor(
    private readonly namespaces: Namespaces,
    private readonly relay: LotRelay,
  ) {}

  hear({ publicEvents }: LotChanged): void {
    if (publicEvents.length > 0 && this.#watched()) this.#pacer.touch(HOUSE_ROOM);
  }

  stop(): void {
    this.#pacer.stop();
  }

  #watched(): boolean {
    return this.namespaces.lots?.adapter.rooms.has(HOUSE_ROOM) ?? false;
  }

  async #send(): Promise<void> {
    try {
      const latest = await this.relay.latest();
      const items = latest.filter(({ id }) => !this.#sent.has(id));
      this.#sent = new Set(latest.map(({ id }) => id));
      if (items.length === 0) return;
      this.namespaces.lots?.to(HOUSE_ROOM).emit('activity', { items });
    } catch (error) {
      this.#logger.warn({ msg: 'the latest doings could not be sent', err: error });
    }
  }
}
