import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SeenPeople } from '../../mail/index.ts';
import { Namespaces } from '../namespaces.ts';
import { personOfRoom } from '../rooms.ts';

/** Well within the minute for which a person counts as on line. */
const BEAT_MS = 20_000;

/** Says who has a page open on this node: at once when somebody comes, and then again and again. */
@Injectable()
export class SeenBeat implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(SeenBeat.name);
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(
    private readonly namespaces: Namespaces,
    private readonly seen: SeenPeople,
  ) {}

  onApplicationBootstrap(): void {
    this.namespaces.me?.adapter.on('create-room', (room: string) => void this.#note([room]));
    this.#timer = setInterval(() => void this.#note(this.namespaces.me?.adapter.rooms.keys() ?? []), BEAT_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.namespaces.me?.adapter.removeAllListeners('create-room');
  }

  async #note(rooms: Iterable<string>): Promise<void> {
    const personIds = [...rooms].map(personOfRoom).filter((personId) => personId !== null);
    if (personIds.length === 0) return;
    try {
      await this.seen.note(personIds);
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#logger.warn({ msg: 'who is on line was not noted', reason: (error as Error).message });
      this.#failing = true;
    }
  }
}
