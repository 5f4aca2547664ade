/** Where toasts may lie: never over the bid panel. */
export interface Placement {
  position: 'top-right' | 'bottom-right';
  /** Free space to the right of them, in CSS pixels. */
  right: number;
}

/** Width of a toast, the space around it, and how far three of them reach down. */
const WIDTH = 356;
const GAP = 24;
const REACH = 320;
/** Below this width a toast is as wide as the page. */
const NARROW = 600;

/** The part of a rectangle that counts here. */
type Box = Pick<DOMRect, 'left' | 'top' | 'bottom'>;

/**
 * Toasts lie at the top right. Where the bid panel is there they lie beside it, and where it takes the whole width, below
 * its top.
 */
export function placeBeside(panel: Box | null, width: number): Placement {
  const usual: Placement = { position: 'top-right', right: GAP };
  if (panel === null) return usual;
  if (width > NARROW && panel.left > WIDTH + 2 * GAP) return { ...usual, right: width - panel.left + GAP };
  const reached = panel.top < REACH && panel.bottom > 0;
  return reached ? { ...usual, position: 'bottom-right' } : usual;
}
