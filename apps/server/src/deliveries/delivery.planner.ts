import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Deliveries } from '@rostrum/database';
import { NoticeTail } from '../notices/index.ts';
import { Clock, Env, Ids, Round } from '../platform/index.ts';
import { packOf } from './pack.rules.ts';
import { plansOf } from './plan.rules.ts';

const NOTICES = 500;
const PEOPLE = 100;
const POLL_MS = 500;
/** Mails and pushes may wait so long for more that can be planned with them, in ms. */
const REST_MS = 500;

/**
 * Decides how notices reach people who have no page open. First each notice is planned, once; when its time has come it is
 * packed, with what else its person has due, into a mail or a push. Each step is one transaction: a crash between them
 * loses nothing and doubles nothing.
 */
@Injectable()
export class DeliveryPlanner implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(DeliveryPlanner.name);
  readonly #round = new Round(
    () => this.#work(),
    (error) => this.#logger.warn({ msg: 'notices do not go out', reason: (error as Error).message }),
    POLL_MS,
    REST_MS,
  );
  #unhear: () => void = () => undefined;

  constructor(
    private readonly deliveries: Deliveries,
    private readonly tail: NoticeTail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly env: Env,
  ) {}

  onApplicationBootstrap(): void {
    this.#unhear = this.tail.listen(async () => this.#round.wake());
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.#unhear();
    await this.#round.stop();
  }

  /** Answers whether more may wait. */
  async #work(): Promise<boolean> {
    const now = this.clock.now();
    const mails = this.env.smtpUrl !== undefined;
    const { read } = await this.deliveries.plan(NOTICES, now, (notices, people) =>
      notices.flatMap((notice) => plansOf(notice, people.get(notice.personId), { now, mails })),
    );
    const { due } = await this.deliveries.pack(PEOPLE, now, (deliveries, people) =>
      packOf(deliveries, people, { now, mails, id: () => this.ids.uuid() }),
    );
    return read === NOTICES || due > 0;
  }
}
