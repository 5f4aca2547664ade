import type { Me, NoticesPage, WatchedLots } from '@rostrum/contract';

/** What every page of a signed-in person shows of his own. */
export interface Own {
  /** Ids of the lots that he watches. */
  watched: string[];
  /** How many notices he has not seen. */
  unseen: number;
  /** Id of his newest notice; null where there is none. */
  newestNotice: string | null;
}

async function ask<T>(fetch: typeof globalThis.fetch, path: string, otherwise: T): Promise<T> {
  const response = await fetch(path).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : otherwise;
}

/** Reads it for a page; nothing for a stranger, and nothing where it cannot be had. */
export async function readOwn(fetch: typeof globalThis.fetch, me: Me): Promise<Own> {
  if (!me.person) return { watched: [], unseen: 0, newestNotice: null };
  const [{ items: watched }, notices] = await Promise.all([
    ask<WatchedLots>(fetch, '/api/me/watch', { items: [] }),
    ask<NoticesPage>(fetch, '/api/me/notices?limit=1', { items: [], nextCursor: null, unseen: 0, deliveries: {} }),
  ]);
  return { watched, unseen: notices.unseen, newestNotice: notices.items[0]?.id ?? null };
}
