import type { PushPayload } from '@rostrum/contract';

/** What the house sent, if it is something to show. */
export function payloadOf(data: Pick<PushMessageData, 'json'> | null): PushPayload | null {
  try {
    const { title, body, path, tag, at } = (data?.json() ?? {}) as Partial<Record<keyof PushPayload, unknown>>;
    const words = [title, body, path, tag].every((word) => typeof word === 'string');
    if (!words || typeof at !== 'number') return null;
    return { title, body, path, tag, at } as PushPayload;
  } catch {
    return null;
  }
}

/** The page that a notification opens; the front page where the path leads out of the house. */
export function pageOf(path: unknown, origin: string): string {
  if (typeof path !== 'string' || !URL.canParse(path, origin)) return origin;
  const page = new URL(path, origin);
  return page.origin === origin ? page.href : origin;
}
