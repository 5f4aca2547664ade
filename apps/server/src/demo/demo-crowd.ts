import { Injectable, Logger } from '@nestjs/common';
import type { ChatRoomId } from '@rostrum/contract';
import { Catalogue, People, type AuctionListing } from '@rostrum/database';
import { PostMessageHandler } from '../chat/index.ts';
import { Ids } from '../platform/index.ts';
import type { DemoFiles } from './demo-files.ts';
import type { DemoPart } from './demo-schedule.ts';

type Talk = DemoFiles['talk'][DemoPart][number];

/** The people of the demo come into a sale: they take their paddles, and ask and answer what the demo has of it. */
@Injectable()
export class DemoCrowd {
  private readonly logger = new Logger('demo');

  constructor(
    private readonly catalogue: Catalogue,
    private readonly people: People,
    private readonly postMessage: PostMessageHandler,
    private readonly ids: Ids,
  ) {}

  async enter(files: DemoFiles, part: DemoPart, auction: AuctionListing, personIds: readonly string[]): Promise<void> {
    for (const personId of personIds) await this.catalogue.register(auction.id, personId);
    const { items } = await this.catalogue.lotsOf(auction.id, { limit: 200 });
    const lots = new Map(items.map(({ title, lot }) => [title, lot.id]));
    for (const talk of files.talk[part]) {
      const room: ChatRoomId = talk.lot === null ? `auction:${auction.id}` : `lot:${lots.get(talk.lot) ?? ''}`;
      // A sale without its talk is a sale all the same.
      await this.say(room, talk).catch((error: unknown) => this.logger.warn(`nobody talks: ${String(error)}`));
    }
  }

  private async say(room: ChatRoomId, { said }: Talk): Promise<void> {
    const ids = said.map(() => this.ids.uuid());
    for (const [index, { by, body, replyTo }] of said.entries()) {
      const person = await this.people.byEmail(by);
      if (person === null) throw new Error(`demo/talk.json names somebody unknown: ${by}`);
      const parent = replyTo === undefined ? {} : { replyTo: ids[replyTo]! };
      await this.postMessage.execute({ personId: person.id }, { id: ids[index]!, room, body, ...parent });
    }
  }
}
