/** Paths that others may post to: signed webhooks, and the link at the foot of a mail. */
const OPEN_TO_OTHERS = [/^\/api\/webhooks(\/[\w-]+)+$/, /^\/unsubscribe\/[\w.~-]+$/];

/** What the rule looks at. */
export interface Asked {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  origin: string | undefined;
}

/**
 * Whether a request may come from where it comes from. Reading is free. Whoever changes something must say that he is a
 * page of the house: the browser writes `Origin`, no other page can.
 */
export function originAllows({ method, url, origin }: Asked, publicUrl: string): boolean {
  if (method === 'GET' || method === 'HEAD') return true;
  if (origin === publicUrl) return true;
  const [path = ''] = url.split('?', 1);
  return OPEN_TO_OTHERS.some((open) => open.test(path));
}
