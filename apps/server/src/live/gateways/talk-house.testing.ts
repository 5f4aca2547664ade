import { randomUUID } from 'node:crypto';
import type { ChatFrame, ChatPostAnswer, ChatRoomId } from '@rostrum/contract';
import { io, type Socket } from 'socket.io-client';
import { runSql } from '../../bidding/test-database.testing.ts';
import { anAuction } from '../../catalogue/auction.testing.ts';
import { AuctionHouse } from '../../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../../house.testing.ts';
import { ask, outcomeOf } from '../client-socket.testing.ts';

/** A message to be posted, with an id of its own unless told otherwise. */
export const said = (
  room: ChatRoomId,
  body: string,
  more: object = {},
): { id: string; room: ChatRoomId; body: string } => ({
  id: randomUUID(),
  room,
  body,
  ...more,
});

/** What a socket was sent of a room since it is looked at. */
export class HeardRoom {
  readonly frames: ChatFrame[] = [];

  constructor(socket: Socket, room: ChatRoomId) {
    socket.on('messages', (frame: ChatFrame) => void (frame.room === room && this.frames.push(frame)));
  }

  get versions(): number[] {
    return this.frames.flatMap(({ events }) => events.map(({ version }) => version));
  }
}

/** A whole house with an auction, in which people talk over real sockets and HTTP. */
export class TalkHouse {
  readonly house: TestHouse;
  readonly auctionId: string;
  readonly lotIds: string[];
  readonly #sockets: Socket[] = [];

  private constructor(house: TestHouse, auctionId: string, lotIds: string[]) {
    this.house = house;
    this.auctionId = auctionId;
    this.lotIds = lotIds;
  }

  /** Opens a house, and an auction in it unless another node of it has one. */
  static async open(env: Record<string, string> = {}, beside?: TalkHouse): Promise<TalkHouse> {
    const house = await startHouse({ env: { CHAT_PER_MINUTE: '100000', ...env } });
    if (beside) return new TalkHouse(house, beside.auctionId, beside.lotIds);
    const { id } = await house.app.get(AuctionHouse).openAuction(anAuction(`talk-${randomUUID().slice(0, 8)}`, 4));
    const { items } = await house.database.catalogue.lotsOf(id, { limit: 10 });
    return new TalkHouse(
      house,
      id,
      items.map(({ lot }) => lot.id),
    );
  }

  room(lot: number): ChatRoomId {
    return `lot:${this.lotIds[lot]!}`;
  }

  /** Signed up, and registered for the auction where `paddle` says so. */
  async person(name: string, paddle = true): Promise<TestPerson> {
    const person = await this.house.signUp(name);
    if (paddle) await this.house.database.catalogue.register(this.auctionId, person.personId);
    return person;
  }

  async staff(name: string): Promise<TestPerson> {
    const person = await this.house.signUp(name);
    await this.house.setRole(person.personId, 'staff');
    return person;
  }

  /** On `/chat`; without a person as a stranger. */
  async socket(person?: TestPerson, url = this.house.url): Promise<Socket> {
    const socket = io(`${url}/chat`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      extraHeaders: { origin: this.house.url, ...(person ? { cookie: person.cookie } : {}) },
    });
    this.#sockets.push(socket);
    await outcomeOf(socket);
    return socket;
  }

  /** Posts over a socket and expects that it was taken. */
  async post(socket: Socket, room: ChatRoomId, body: string, more: object = {}) {
    const answer = (await ask(socket, 'post', said(room, body, more))) as ChatPostAnswer;
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
    return answer.receipt;
  }

  async http(
    path: string,
    { person, method = 'GET', body }: { person?: TestPerson; method?: string; body?: object } = {},
  ) {
    const response = await fetch(this.house.url + path, {
      method,
      headers: {
        origin: this.house.url,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(person ? { cookie: person.cookie } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    // oxlint-disable-next-line typescript/no-explicit-any -- specs look into answers freely
    return { status: response.status, text, json: (text ? JSON.parse(text) : null) as any };
  }

  /** Makes messages and events as old as they would be so much later. */
  async age(ms: number): Promise<void> {
    await runSql(this.house.database, 'UPDATE chat_messages SET at = at - $1::bigint', [ms]);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.disconnect();
    await this.house.close();
  }
}
