import type { AuctionDetail, LotSummary, PublicLot } from '@rostrum/contract';
import { flash, link, make, part, say } from './dom.ts';
import { lotWords } from './lot-words.ts';
import { mat } from './picture.ts';
import { RostrumElement } from './rostrum-element.ts';
import type { Scene } from './scene.ts';
import { moment, timeLeft } from './time-left.ts';

const SHOWN = 6;
/** A list whose lots have moved on is read again at most this often. */
const READ_AGAIN_MS = 10_000;

interface Row {
  item: HTMLLIElement;
  show(live: PublicLot): void;
  tick(): void;
}

/** `<rostrum-auction auction="…">`: an auction by its slug, with the lots that close next. */
export class AuctionElement extends RostrumElement {
  protected async play(scene: Scene): Promise<HTMLElement> {
    const { house, language } = scene;
    const { client, about } = house;
    const slug = this.named('auction', language);
    const read = () => client.rest.auctionLots(slug, { limit: this.limit(SHOWN), sort: 'ending' });
    const [auction, first] = await Promise.all([client.rest.auction(slug), read()]);
    const rows = new Map<string, Row>();
    const list = part('ul', 'lots');
    const fill = (lots: readonly LotSummary[]): void => {
      client.lots.seed(lots);
      rows.clear();
      for (const lot of lots) rows.set(lot.id, rowOf(lot, scene));
      list.replaceChildren(...Array.from(rows.values(), ({ item }) => item));
    };
    fill(first.items);

    let readAt = Date.now();
    let stale = false;
    const refresh = async (): Promise<void> => {
      // What somebody is about to press stays where it is.
      if (!stale || Date.now() - readAt < READ_AGAIN_MS || list.matches(':hover, :focus-within')) return;
      stale = false;
      readAt = Date.now();
      const page = await read().catch(() => null);
      if (page !== null && !scene.over) fill(page.items);
    };
    const ends = client.lots.watch({ auction: auction.id }, ({ lot }) => {
      rows.get(lot.id)?.show(lot);
      if (rows.has(lot.id) && lot.status !== 'open') stale = true;
    });
    scene.onEnd(ends);
    scene.tick(() => {
      for (const row of rows.values()) row.tick();
      void refresh();
    });

    const address = scene.address(`/auctions/${auction.slug}`);
    const frame = make(
      'section',
      { class: 'frame', part: 'frame', 'aria-label': auction.title },
      head(auction, address, scene),
    );
    if (auction.lotCount === 0) frame.append(part('p', 'note', language.words.noLots));
    else {
      const all = link(address, language.words.allLots(auction.lotCount, about.name), language.words.newTab);
      all.className = 'button quiet';
      all.part.add('button');
      frame.append(list, make('div', { class: 'foot' }, all));
    }
    return frame;
  }
}

function head(auction: AuctionDetail, address: string, { house, language }: Scene): HTMLElement {
  const { locale, words: t } = language;
  const now = house.client.clock.now();
  const when =
    auction.status === 'open'
      ? t.lastCloses(moment(auction.endsAt, now, locale))
      : auction.status === 'scheduled'
        ? t.auctionOpens(moment(auction.opensAt, now, locale))
        : t.auctionClosed;
  const title = part('p', 'title', link(address, auction.title, t.newTab));
  return make('div', { class: 'head' }, title, part('p', 'time', when));
}

function rowOf(lot: LotSummary, scene: Scene): Row {
  const { house, language } = scene;
  const { client, about } = house;
  const { words: t } = language;
  const [price, time] = [part('span', 'price'), part('p', 'time')];
  const show = (live: PublicLot): void => {
    const words = lotWords(live, lot, language);
    price.title = words.label;
    if (say(price, words.price)) flash(price);
    tick(live);
  };
  const tick = (live = client.lots.get(lot.id) ?? lot): void => {
    say(time, timeLeft(live, client.clock.now(), language, true));
  };
  show(client.lots.get(lot.id) ?? lot);
  const what = make(
    'div',
    {},
    part('p', 'number', t.lot(lot.number)),
    part('p', 'title', link(scene.address(`/lots/${lot.id}`), lot.title, t.newTab)),
  );
  const picture = lot.picture ? mat(about.publicUrl, lot.picture, '48px') : part('div', 'mat');
  return { item: part('li', 'row', picture, what, price, time), show, tick: () => tick() };
}
