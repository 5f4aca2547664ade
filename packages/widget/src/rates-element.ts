import { HouseError } from '@rostrum/client';
import { RATES_BASE, type Rate, type RateNow, type RatesBoard } from '@rostrum/contract';
import { flash, make, part, say } from './dom.ts';
import { NothingToShow, RostrumElement } from './rostrum-element.ts';
import type { Scene } from './scene.ts';

/** What a page sees that names no currencies. */
const USUAL = ['USD', 'GBP', 'CHF', 'JPY'];

/** `<rostrum-rates currencies="USD GBP">`: what one euro buys now. */
export class RatesElement extends RostrumElement {
  protected async play(scene: Scene): Promise<HTMLElement> {
    const { house, language } = scene;
    const { client, rates } = house;
    const { words: t } = language;
    const board = await client.rest.rates().catch((cause: unknown) => {
      throw cause instanceof HouseError && cause.code === 'NOT_FOUND' ? new NothingToShow(t.noRates) : cause;
    });
    const wanted = this.#wanted(board);
    if (board.status.state === 'off' || wanted.length === 0) throw new NothingToShow(t.noRates);
    rates.seed(board);

    const body = make('tbody');
    const rows = new Map(wanted.map((rate) => [rate.currency, rowOf(rate, scene)]));
    body.append(...Array.from(rows.values(), ({ item }) => item));
    const stale = part('p', 'state');
    const show = (changed: readonly RateNow[]): void => {
      for (const rate of changed) rows.get(rate.currency)?.show(rate);
      say(stale, rates.status?.state === 'stale' ? t.staleRates : '');
      stale.hidden = rates.status?.state !== 'stale';
    };
    const currencies = wanted.map(({ currency }) => currency);
    scene.onEnd(rates.watch(currencies, (news) => show(news.rates)));
    show(currencies.flatMap((currency) => rates.get(currency) ?? []));

    const heads = [t.currency, t.rate, t.day].map((text) => make('th', { scope: 'col' }, text));
    const title = make('caption', {}, make('div', { class: 'head' }, part('p', 'title', t.rates(RATES_BASE))));
    const table = make('table', {}, title, make('thead', {}, make('tr', {}, ...heads)), body);
    return make(
      'section',
      { class: 'frame', part: 'frame', 'aria-label': t.rates(RATES_BASE) },
      table,
      stale,
      origin(wanted, scene),
    );
  }

  #wanted({ rates }: RatesBoard): Rate[] {
    const named =
      this.getAttribute('currencies')
        ?.toUpperCase()
        .match(/[A-Z]{3}/g) ?? USUAL;
    return named.flatMap((currency) => rates.find((rate) => rate.currency === currency) ?? []);
  }
}

function rowOf({ currency }: Rate, { language: { locale } }: Scene): { item: HTMLElement; show(rate: RateNow): void } {
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency;
  const [rate, change] = [part('td', 'rate'), part('td', 'change')];
  const numbers = new Intl.NumberFormat(locale, { minimumSignificantDigits: 5, maximumSignificantDigits: 5 });
  const percents = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });
  return {
    item: make('tr', {}, make('th', { scope: 'row', title: name }, currency), rate, change),
    show(now) {
      if (say(rate, numbers.format(now.rate as Intl.StringNumericLiteral))) flash(rate);
      say(change, now.dayChange === null ? '–' : percents.format(now.dayChange));
    },
  };
}

/** Who published the rates; each source once. */
function origin(rates: readonly Rate[], { language: { words: t } }: Scene): HTMLElement {
  const sources = new Map(rates.map(({ source, sourceUrl }) => [source, sourceUrl]));
  const links = Array.from(sources, ([name, href]) => make('a', { href, target: '_blank', rel: 'noopener' }, name));
  const note = part('p', 'note', `${t.source} `, ...links.flatMap((each, at) => (at === 0 ? [each] : [', ', each])));
  if (rates.some(({ simulated }) => simulated)) note.prepend(`${t.simulated} `);
  return note;
}
