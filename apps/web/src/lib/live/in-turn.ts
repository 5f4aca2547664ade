import { createRawSnippet, getAllContexts, hydrate, mount, unmount, type Component, type Snippet } from 'svelte';
import { render } from 'svelte/server';
import { browser } from '$app/env';

/** So long a phone may be busy before it looks whether a finger waits; a card of a lot takes it some two of them. */
const SLICE_MS = 6;

const waiting = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function next(): void {
  const until = document.visibilityState === 'hidden' ? Infinity : performance.now() + SLICE_MS;
  try {
    for (const work of waiting) {
      waiting.delete(work);
      work();
      if (performance.now() >= until) break;
    }
  } finally {
    // One that fails is told of like any other fault of a page, and the others still have their turn.
    timer = waiting.size > 0 ? setTimeout(next, 0) : undefined;
  }
}

/**
 * Parts of a long list that the server wrote come alive one after the other, in tasks of their own: brought to life at once,
 * two hundred cards would keep a phone from answering for a second. What the page itself adds is alive at once.
 *
 * Called while its component is made; the answer makes the snippet for one part. Of its properties, those that change are
 * getters. `box` names the classes of the element around it.
 */
export function partsInTurn<Props extends Record<string, unknown>>(
  part: Component<Props>,
  box: string,
): (props: Props) => Snippet {
  const context = getAllContexts();
  const written = (props: Props): string => (browser ? '' : render(part as Component, { props, context }).body);
  return (props) =>
    createRawSnippet(() => ({
      render: () => `<div class="${box}">${written(props)}</div>`,
      setup: (target) => {
        let alive: Record<string, unknown> | undefined;
        const begin = target.hasChildNodes() ? hydrate : mount;
        const work = (): void => void (alive = begin(part, { target, props, context }));
        if (begin === mount) work();
        else {
          waiting.add(work);
          timer ??= setTimeout(next, 0);
        }
        return () => {
          waiting.delete(work);
          if (alive) void unmount(alive);
        };
      },
    }));
}
