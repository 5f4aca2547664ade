import { familyOf } from './card.fonts.ts';
import type { Card } from './card.ts';

/** What the services that show links agree on, in pixels. */
export const CARD = { width: 1200, height: 630 } as const;
/** The mat that the picture lies on, left of the words. */
export const MAT = { width: 540, margin: 44 } as const;
/** The catalogue in daylight. */
export const COLOURS = {
  paper: '#faf7f1',
  mat: '#f0ebe1',
  ink: '#1c1a17',
  soft: '#544f46',
  accent: '#7a1f1f',
} as const;

/** An element as satori takes it. */
export interface Element {
  type: 'div';
  props: { style: Record<string, string | number>; children?: string | Element[] };
}

const PADDING = 60;
/** Lines of a title, in its own size. */
const LEADING = 1.14;

/** The words of a card, for the room beside its picture, or for all of it. */
export function cardLayout(card: Card): Element {
  const width = wordsWidth(card);
  return box(
    {
      flexDirection: 'column',
      justifyContent: 'space-between',
      width,
      height: CARD.height,
      padding: `${PADDING - 8}px ${PADDING}px ${PADDING - 4}px`,
      color: COLOURS.ink,
      fontFamily: familyOf('Inter'),
      fontSize: 25,
      lineHeight: 1.35,
    },
    [head(card), title(card, width), foot(card)],
  );
}

/** How wide the words of a card may be. */
export function wordsWidth({ picture }: Pick<Card, 'picture'>): number {
  return picture === null ? CARD.width : CARD.width - MAT.width;
}

function head({ house }: Card): Element {
  return box({ alignItems: 'center' }, [
    box({ width: 20, height: 20, marginRight: 14, background: COLOURS.accent }, []),
    text({ fontWeight: 600, fontSize: 24 }, house),
  ]);
}

function title(card: Card, width: number): Element {
  const fontSize = titleSize(card, width);
  return box({ flexDirection: 'column' }, [
    ...(card.above === ''
      ? []
      : [text({ ...oneLine, marginBottom: 14, color: COLOURS.soft, fontSize: 23 }, card.above)]),
    text(
      {
        display: 'block',
        fontFamily: familyOf('Literata'),
        fontWeight: 500,
        fontSize,
        lineHeight: LEADING,
        lineClamp: Math.floor(titleRoom(card) / (fontSize * LEADING)),
        wordBreak: 'break-word',
      },
      card.title,
    ),
  ]);
}

function foot({ facts, remark }: Card): Element {
  return box({ flexDirection: 'column' }, [
    ...facts.map(({ label, value }, index) =>
      box({ flexDirection: 'column', marginTop: index === 0 ? 0 : 12 }, [
        ...(label === '' ? [] : [text({ color: COLOURS.soft, fontSize: 19 }, label)]),
        text({ ...oneLine, fontWeight: 600 }, value),
      ]),
    ),
    ...(remark === ''
      ? []
      : [text({ marginTop: facts.length > 0 ? 14 : 0, color: COLOURS.soft, fontSize: 19 }, remark)]),
  ]);
}

const oneLine = { display: 'block', lineClamp: 1, wordBreak: 'break-word' } as const;

/** The largest of a few sizes at which a title of this length has room; the smallest is cut where it has none. */
function titleSize(card: Card, width: number): number {
  const room = titleRoom(card);
  const fits = (size: number): boolean => {
    const lines = Math.ceil((card.title.length * size * 0.56) / (width - 2 * PADDING));
    return lines * size * LEADING <= room;
  };
  return [76, 66, 56, 48, 42].find(fits) ?? 38;
}

/** Height that the other parts of a card leave to its title, in pixels. */
function titleRoom({ above, facts, remark }: Card): number {
  const others = (above === '' ? 0 : 45) + facts.length * 72 + (remark === '' ? 0 : 40);
  return CARD.height - 2 * PADDING - 95 - others;
}

function box(style: Element['props']['style'], children: Element[]): Element {
  return { type: 'div', props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children } };
}

function text(style: Element['props']['style'], words: string): Element {
  return { type: 'div', props: { style, children: words } };
}
