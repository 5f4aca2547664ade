import type { Attachment } from 'svelte/attachments';

/** A title that is written when somebody points at its element: a full date is dear to write, and a page has dozens. */
export function titled(text: () => string): Attachment<HTMLElement> {
  return (element) => {
    const write = (): void => void (element.title = text());
    element.addEventListener('pointerenter', write);
    return () => element.removeEventListener('pointerenter', write);
  };
}
