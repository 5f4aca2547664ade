import type { LotDetail, Picture } from '@rostrum/contract';

/** What is kept of a lot that somebody looked at: enough to show it again without asking the house. */
export interface SeenLot {
  id: string;
  number: number;
  title: string;
  auction: string;
  picture: Pick<Picture, 'hash' | 'width' | 'height' | 'widths' | 'alt' | 'placeholder' | 'credit'> | null;
}

const KEY = 'rostrum:seen';
const KEPT = 12;

function read(): SeenLot[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isSeenLot).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** The storage may hold what an older page or somebody else put there. */
function isSeenLot(lot: unknown): lot is SeenLot {
  const { id, number, title, auction, picture } = (lot ?? {}) as Partial<SeenLot>;
  const words = [id, title, auction].every((word) => typeof word === 'string');
  const shown = picture === null || (typeof picture?.hash === 'string' && Array.isArray(picture.widths));
  return words && typeof number === 'number' && shown && /^[\w-]+$/.test(id ?? '');
}

/** The lots that were looked at in this browser, the latest first. They never leave it. */
class SeenLots {
  #all = $state.raw<readonly SeenLot[]>([]);

  get all(): readonly SeenLot[] {
    return this.#all;
  }

  /** Reads what this and other tabs kept; to be called in the browser. */
  load(): void {
    this.#all = read();
  }

  /** Puts a lot to the front. */
  remember({ id, number, title, auction, picture }: LotDetail): void {
    const lot: SeenLot = {
      id,
      number,
      title,
      auction: auction.title,
      picture: picture && { ...picture, credit: null },
    };
    this.#keep([lot, ...read().filter((other) => other.id !== id)].slice(0, KEPT));
  }

  forget(): void {
    this.#keep([]);
  }

  #keep(lots: readonly SeenLot[]): void {
    this.#all = lots;
    try {
      if (lots.length === 0) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(lots));
    } catch {
      // Storage is full or forbidden: the list lives as long as this page.
    }
  }
}

export const seenLots = new SeenLots();
