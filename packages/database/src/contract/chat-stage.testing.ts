import { randomUUID } from 'node:crypto';
import type { NewMessage, RoomName } from '../chat/chat.types.ts';
import { addAuction, addLot, addPerson } from './sale.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** Rooms to talk in: in an auction Ada takes part, and Bo does not. */
export function chatStage(open: () => TestHouse) {
  const setUp = async () => {
    const house = open();
    const [ada, bo] = [await addPerson(house), await addPerson(house)];
    const auction = await addAuction(house, [ada]);
    const lot = await addLot(house, auction);
    const room: RoomName = `lot:${lot.id}`;
    const { chat, chatPeople, chatDesk } = house.database;
    return { house, chat, chatPeople, chatDesk, ada, bo, auction, lot, room };
  };
  const said = (body: string, change: Partial<NewMessage> = {}): NewMessage => ({
    id: randomUUID(),
    requestHash: body,
    author: { kind: 'guest', number: 1 },
    body,
    replyTo: null,
    answer: false,
    ...change,
  });
  const post = (room: RoomName, personId: string, message: NewMessage) =>
    open().database.chat.write(room, personId, (tx) => tx.post(message));
  const shape = async (room: RoomName, after = 0) =>
    (await open().database.chat.events(room, after, 99)).map(
      ({ version, type, message }) => `${version} ${type} ${message?.body ?? ''}`,
    );
  return { setUp, said, post, shape };
}
