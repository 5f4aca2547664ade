import type { Attachment } from 'svelte/attachments';

/**
 * Hears whether an element is in sight, now and at every change. Answers what ends it. A page that is busy is told of
 * several moments at once, of which the last one counts.
 */
export function followSight(
  element: Element,
  hear: (inSight: boolean) => void,
  options?: IntersectionObserverInit,
): () => void {
  const observer = new IntersectionObserver((moments) => hear(moments.at(-1)?.isIntersecting ?? false), options);
  observer.observe(element);
  return () => observer.disconnect();
}

/** Does something once its element comes into sight; never for one that is not shown. */
export function whenSeen(work: () => void): Attachment {
  return (node) => {
    const stop = followSight(node, (inSight) => {
      if (!inSight) return;
      stop();
      work();
    });
    return stop;
  };
}
