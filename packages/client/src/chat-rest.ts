import type {
  ChatActAnswer,
  ChatHistoryPage,
  ChatPost,
  ChatPostAnswer,
  ChatRoomId,
  ChatSelf,
  OwnChat,
} from '@rostrum/contract';
import { HouseError } from './house-error.ts';
import type { Http } from './http.ts';

type Done = { ok: true } | Extract<ChatActAnswer, { ok: false }>;

/** Talk over HTTP. Refusals of writing are values, as on the socket; everything else throws as REST calls do. */
export interface ChatRest {
  /** A page before `before`, a cursor; without it the newest. */
  page(room: ChatRoomId, before?: string): Promise<ChatHistoryPage>;
  /** How the signed-in person stands in a room. */
  self(room: ChatRoomId): Promise<ChatSelf>;
  own(): Promise<OwnChat>;
  post(command: ChatPost, withinMs?: number): Promise<ChatPostAnswer>;
  edit(change: { room: ChatRoomId; id: string; body: string }): Promise<ChatActAnswer>;
  remove(wish: { room: ChatRoomId; id: string }): Promise<ChatActAnswer>;
  report(report: { room: ChatRoomId; id: string; note?: string }): Promise<Done>;
  seen(mark: { room: ChatRoomId; version: number }): Promise<{ ok: true; unread: number }>;
}

export function createChatRest(http: Http): ChatRest {
  const messages = (room: ChatRoomId): string => `/api/chat/${encodeURIComponent(room)}/messages`;
  const message = (room: ChatRoomId, id: string): string => `${messages(room)}/${encodeURIComponent(id)}`;
  return {
    page: (room, before) =>
      http('GET', messages(room) + (before === undefined ? '' : `?before=${encodeURIComponent(before)}`)),
    self: (room) => http('GET', `/api/me/chat/${encodeURIComponent(room)}`),
    own: () => http('GET', '/api/me/chat'),
    post: ({ room, ...body }, withinMs) => refusedOr(http<ChatPostAnswer>('POST', messages(room), body, withinMs)),
    edit: ({ room, id, body }) => refusedOr(http<ChatActAnswer>('PATCH', message(room, id), { body })),
    remove: ({ room, id }) => refusedOr(http<ChatActAnswer>('DELETE', message(room, id))),
    report: ({ room, id, ...note }) => refusedOr(http<Done>('POST', `${message(room, id)}/report`, note)),
    seen: (mark) => http('POST', '/api/me/chat/seen', mark),
  };
}

async function refusedOr<T>(answer: Promise<T>): Promise<T | Extract<Done, { ok: false }>> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof HouseError) return { ok: false, error: cause.error };
    throw cause;
  }
}
