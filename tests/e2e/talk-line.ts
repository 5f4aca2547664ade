import { randomUUID } from 'node:crypto';
import { createHouseClient, type HouseClient } from '@rostrum/client';
import { ChatChannel } from '@rostrum/client/chat';
import type { ChatHistoryPage, ChatPostAnswer, ChatRoomId } from '@rostrum/contract';
import { send } from './people.ts';

/** Short waits, for lines that break often. */
const QUICK = {
  firstTryMs: 10,
  backoffBaseMs: 20,
  backoffMaxMs: 100,
  pollEveryMs: 100,
  answerWithinMs: 2_000,
  settleWaitsMs: [0, 50, 100, 200, 400, 800, 1_600, 3_200, 5_000],
};

/** Our own clients, talking. */
export class Talkers {
  readonly #open: { close(): void }[] = [];

  /** A client at `url`, perhaps through a proxy, of the house at `origin`. */
  open(url: string, origin: string, cookie?: string): ChatChannel {
    const headers = { origin, ...(cookie === undefined ? {} : { cookie }) };
    const client: HouseClient = createHouseClient({ url, headers, signedIn: cookie !== undefined, timing: QUICK });
    const channel = new ChatChannel(client, QUICK);
    this.#open.push(channel, client);
    return channel;
  }

  close(): void {
    for (const each of this.#open) each.close();
  }
}

/** Posts over HTTP under an id. */
export async function postTo(
  url: string,
  room: ChatRoomId,
  message: { id?: string; body: string; replyTo?: string },
  cookie: string,
): Promise<{ status: number; answer: ChatPostAnswer }> {
  const response = await send(url, `/api/chat/${room}/messages`, { id: randomUUID(), ...message }, cookie);
  return { status: response.status, answer: (await response.json()) as ChatPostAnswer };
}

/** The newest page of a room, as a stranger reads it. */
export async function pageOf(url: string, room: ChatRoomId, limit = 200): Promise<ChatHistoryPage> {
  const response = await fetch(`${url}/api/chat/${room}/messages?limit=${limit}`);
  if (!response.ok) throw new Error(`the room answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as ChatHistoryPage;
}
