/** What the client does when the page it lives in is hidden, frozen or woken. */
export interface PageLife {
  /** The page is looked at again, or the network is back. */
  woken(): void;
  /** The page goes into the back-forward cache or away; an open socket would keep it out of the cache. */
  left(): void;
  /** The page came back out of the cache. */
  returned(): void;
}

/** Listens to the page where there is one. The answer ends it. */
export function followPage(life: PageLife): () => void {
  if (typeof window === 'undefined' || typeof document === 'undefined') return () => undefined;
  const end = new AbortController();
  const { signal } = end;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && life.woken(), {
    signal,
  });
  window.addEventListener('online', () => life.woken(), { signal });
  window.addEventListener('pagehide', () => life.left(), { signal });
  window.addEventListener('pageshow', (event) => event.persisted && life.returned(), { signal });
  return () => end.abort();
}
