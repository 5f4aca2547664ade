/** What a key asks for on a lot page. `letter`: a character key, which people may switch off. */
export interface Stroke {
  act: 'previous' | 'next' | 'help';
  letter: boolean;
}

/** Physical keys where letters are others, so that J and K work on a Russian keyboard too. */
const BY_CODE: Record<string, Stroke> = {
  KeyJ: { act: 'next', letter: true },
  KeyK: { act: 'previous', letter: true },
  ArrowRight: { act: 'next', letter: false },
  ArrowLeft: { act: 'previous', letter: false },
};

/** Whoever has the focus here needs these keys himself. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable], dialog, audio, video, summary, [role=dialog], [role=toolbar], [role=slider], [role=tablist], [role=listbox], [role=menu], [role=radiogroup], [role=grid], [data-own-keys]';

/** What a key asks for; null for every other key, with modifiers, and where it belongs to what has the focus. */
export function strokeOf(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'defaultPrevented' | 'isComposing' | 'ctrlKey' | 'metaKey' | 'altKey'> & {
    shiftKey: boolean;
    target: EventTarget | null;
  },
): Stroke | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  const { target } = event;
  if (target !== null && 'closest' in target && (target as Element).closest(OWN_KEYS)) return null;
  if (event.key === '?') return { act: 'help', letter: true };
  return event.shiftKey ? null : (BY_CODE[event.code] ?? null);
}
