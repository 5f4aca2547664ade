import { followSight } from '#lib/live/when-seen.ts';

/** Rooms that somebody looks at now in this tab: what is said there needs no toast. */
export const roomsInView = new Set<string>();

/** Follows whether an element can be seen, in a page that is looked at, until the answer is called. */
export function followInView(element: Element, room: string, hear: (seen: boolean) => void): () => void {
  let within = false;
  const tell = (): void => {
    const seen = within && document.visibilityState === 'visible';
    if (seen) roomsInView.add(room);
    else roomsInView.delete(room);
    hear(seen);
  };
  const stop = followSight(element, (inSight) => {
    within = inSight;
    tell();
  });
  document.addEventListener('visibilitychange', tell);
  return () => {
    stop();
    document.removeEventListener('visibilitychange', tell);
    roomsInView.delete(room);
  };
}
