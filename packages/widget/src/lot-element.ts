import type { PublicLot } from '@rostrum/contract';
import { flash, link, make, part, say } from './dom.ts';
import { lotWords } from './lot-words.ts';
import { mat } from './picture.ts';
import { NothingToShow, RostrumElement } from './rostrum-element.ts';
import type { Scene } from './scene.ts';
import { timeLeft } from './time-left.ts';

/** `<rostrum-lot lot="…">`: one lot with its picture, price and time, and the way to bid on it. */
export class LotElement extends RostrumElement {
  protected async play(scene: Scene): Promise<HTMLElement> {
    const { house, language } = scene;
    const { words: t } = language;
    const { client, about } = house;
    const id = this.named('lot', language).toLowerCase();
    const lot = await client.rest.lot(id);
    const address = scene.address(`/lots/${id}`);
    const [label, price, stand, time] = (['label', 'price', 'stand', 'time'] as const).map((name) => part('p', name));
    const act = link(address, '', t.newTab);
    act.part.add('button');
    const spoken = act.lastChild!;

    const show = (live: PublicLot): void => {
      const words = lotWords(live, lot, language);
      say(label!, words.label);
      if (say(price!, words.price)) flash(price!);
      say(stand!, words.stand);
      const open = live.status === 'open';
      act.className = open ? 'button' : 'button quiet';
      act.replaceChildren(open ? t.bidAt(about.name) : t.seeAt(about.name), spoken);
      say(time!, timeLeft(live, client.clock.now(), language));
    };
    client.lots.seed([lot]);
    scene.onEnd(client.lots.watch({ lots: [id] }, (update) => show(update.lot)));
    scene.onEnd(
      client.lots.gone.add((ids) => void (ids.includes(id) && this.giveUp(new NothingToShow(t.gone), scene))),
    );
    const now = (): PublicLot => client.lots.get(id) ?? lot;
    show(now());
    scene.tick(() => say(time!, timeLeft(now(), client.clock.now(), language)));

    const title = part('p', 'title', link(address, lot.title, t.newTab));
    const number = part('p', 'number', `${t.lot(lot.number)} · ${lot.auction.title}`);
    const body = make('div', { class: 'body' }, number, title, label!, price!, stand!, time!, act);
    const card = make('article', { class: 'frame lot', part: 'frame', 'aria-label': lot.title }, body);
    if (lot.picture) card.prepend(mat(about.publicUrl, lot.picture, '(min-width: 480px) 40vw, 90vw'));
    return card;
  }
}
