import { Injectable } from '@nestjs/common';
import { Mails } from '@rostrum/database';
import { Clock } from '../platform/index.ts';

/** Who is on line: he is not written to of what he sees on the site. */
@Injectable()
export class SeenPeople {
  constructor(
    private readonly mails: Mails,
    private readonly clock: Clock,
  ) {}

  /** These people have a page open at this moment. To be said again within a minute, as long as they have. */
  async note(personIds: readonly string[]): Promise<void> {
    await this.mails.seen(personIds, this.clock.now());
  }
}
