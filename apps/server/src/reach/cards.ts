import { Injectable } from '@nestjs/common';
import { refuse } from '../platform/index.ts';
import { CardPainter } from './card-painter.ts';
import { tagOf, type Card } from './card.ts';

/** About 60 KB each. A link that is posted is asked for by a few services at once, and then no more. */
const KEPT = 48;
/** More than this wait for no picture of a link. */
const WAITING_MAX = 24;

/** Painted cards: those of the latest links are kept, by what they show. */
@Injectable()
export class Cards {
  /** In the order of their last use. */
  readonly #kept = new Map<string, Promise<Buffer>>();
  #waiting = 0;

  constructor(private readonly painter: CardPainter) {}

  /** A JPEG. Throws BUSY where too many are being painted. */
  async of(card: Card): Promise<Buffer> {
    const tag = tagOf(card);
    const known = this.#kept.get(tag);
    const painting = known ?? this.#paint(tag, card);
    this.#kept.delete(tag);
    this.#kept.set(tag, painting);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return painting;
  }

  #paint(tag: string, card: Card): Promise<Buffer> {
    if (this.#waiting >= WAITING_MAX) throw refuse('BUSY');
    this.#waiting += 1;
    const painting = this.painter.paint(card).finally(() => (this.#waiting -= 1));
    painting.catch(() => this.#kept.delete(tag));
    return painting;
  }
}
