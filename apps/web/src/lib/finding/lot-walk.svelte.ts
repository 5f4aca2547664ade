import { goto, preloadData } from '$app/navigation';
import type { Picture } from '@rostrum/contract';
import { fetchPart } from '#lib/live/fetch-part.ts';
import { keysOn } from './keys-choice.ts';
import { strokeOf, type Stroke } from './stroke.ts';
import { Swipe } from './swipe.ts';

type Way = 'previous' | 'next';

/** The way of the last step: who goes through the lots one by one will go on so. */
let walking: Way | null = null;

/** Going from lot to lot by keys and by swipe, with the following one fetched beforehand. */
export class LotWalk {
  /** The dialog that explains the keys, once it was asked for. */
  help = $state.raw<Promise<typeof import('./keys-help.svelte')> | null>(null);
  readonly #beside: () => Record<Way, string | null>;
  readonly #swipe = new Swipe((way) => void this.#go(way));

  constructor(beside: () => Record<Way, string | null>) {
    this.#beside = beside;
  }

  /** A lot is shown: fetches the one that would follow, if the visitor is walking. */
  arrived(): void {
    const href = walking && this.#beside()[walking];
    if (href && !savesData()) void preloadData(href).then(warmPicture);
  }

  readonly key = (event: KeyboardEvent): void => {
    const stroke: Stroke | null = strokeOf(event);
    if (stroke === null || (stroke.letter && !keysOn())) return;
    if (stroke.act === 'help') this.showHelp();
    else if (!this.#go(stroke.act)) return;
    event.preventDefault();
  };

  readonly touched = (event: TouchEvent): void => this.#swipe.start(event);
  readonly lifted = (event: TouchEvent): void => this.#swipe.end(event);
  readonly lost = (): void => this.#swipe.cancel();

  readonly showHelp = (): void => {
    this.help ??= fetchPart(() => import('./keys-help.svelte'));
  };

  readonly hideHelp = (): void => {
    this.help = null;
  };

  /** Answers whether there is a lot to go to. */
  #go(way: Way): boolean {
    const href = this.#beside()[way];
    if (href === null) return false;
    walking = way;
    void goto(href);
    return true;
  }
}

function savesData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

/** Fetches the first picture of a lot that will probably be shown next. */
function warmPicture(result: Awaited<ReturnType<typeof preloadData>>): void {
  if (result.type !== 'loaded') return;
  const picture = (result.data['lot'] as { picture: Picture | null } | undefined)?.picture;
  if (!picture) return;
  const image = new Image();
  image.sizes = '(min-width: 64rem) 55vw, 100vw';
  image.srcset = picture.widths.map((width) => `/images/${picture.hash}-${width}.avif ${width}w`).join(', ');
}
