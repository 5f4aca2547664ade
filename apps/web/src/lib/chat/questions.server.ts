import { render } from 'svelte/server';
import type { ChatHistoryPage, ChatRoomId, LotDetail } from '@rostrum/contract';
import { loadChatMessages, loadMessages } from '#lib/messages/messages.ts';
import { Visitor } from '#lib/visitor/visitor.svelte.ts';
import { Room } from './room.svelte.ts';
import StaticQuestions from './static-questions.svelte';

interface Asked {
  fetch: typeof globalThis.fetch;
  lot: LotDetail;
  locals: App.Locals;
  /** Leads to older questions; null for the newest. */
  before: string | null;
}

const EMPTY: ChatHistoryPage = {
  items: [],
  nextCursor: null,
  epoch: '',
  version: 0,
  rules: { open: true, slowSeconds: 0 },
};

/** Writes the newest questions of a lot. A house that does not tell them does not keep the page from being shown. */
export async function writeQuestions({ fetch, lot, locals, before }: Asked): Promise<string> {
  const id: ChatRoomId = `lot:${lot.id}`;
  const path = `/api/chat/${encodeURIComponent(id)}/messages${before ? `?before=${encodeURIComponent(before)}` : ''}`;
  const [answer, words, t] = await Promise.all([
    fetch(path).catch(() => null),
    loadMessages(locals.locale),
    loadChatMessages(locals.locale),
  ]);
  const page = answer?.ok ? ((await answer.json()) as ChatHistoryPage) : EMPTY;
  const room = new Room(
    { id, zone: lot.auction.zone, person: locals.me.person, path: `/lots/${lot.id}#talk` },
    page,
    null,
  );
  const visitor = new Visitor(locals.locale, words, locals.zone);
  // In an element of its own: the marks that a component leaves must not be taken for those of the page around it.
  return `<div>${render(StaticQuestions, { props: { room, visitor, t } }).body}</div>`;
}
