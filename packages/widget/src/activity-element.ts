import type { Activity, EpochMs } from '@rostrum/contract';
import { link, make, part, say } from './dom.ts';
import type { Language } from './language.ts';
import { currencyOf, money } from './money.ts';
import { RostrumElement } from './rostrum-element.ts';
import type { Scene } from './scene.ts';
import { ago, moment } from './time-left.ts';

const SHOWN = 8;

/** `<rostrum-activity>`: what happens in the whole house. */
export class ActivityElement extends RostrumElement {
  protected play(scene: Scene): Promise<HTMLElement> {
    const { house, language } = scene;
    const { client, activity } = house;
    const { words: t } = language;
    const list = part('ul', 'lines');
    const empty = part('p', 'note', t.nothingYet);
    const items = new Map<string, { item: HTMLElement; tick(now: EpochMs): void }>();

    const show = (): void => {
      const lines = activity.lines.slice(0, this.limit(SHOWN));
      for (const id of items.keys()) if (!lines.some((line) => line.id === id)) items.delete(id);
      for (const line of lines) if (!items.has(line.id)) items.set(line.id, itemOf(line, scene));
      list.replaceChildren(...lines.map(({ id }) => items.get(id)!.item));
      empty.hidden = lines.length > 0;
      list.hidden = lines.length === 0;
    };
    // Lines stand still while somebody points at them or is among them.
    const showUnlessHeld = (): void => void (list.matches(':hover, :focus-within') || show());
    scene.onEnd(activity.onChange(showUnlessHeld));
    scene.onEnd(client.lots.watch({ house: true }));
    show();
    scene.tick(() => {
      for (const { tick } of items.values()) tick(client.clock.now());
      if (activity.lines[0] && !items.has(activity.lines[0].id)) showUnlessHeld();
    });

    const title = part('p', 'title', link(scene.address('/'), t.latest, t.newTab));
    const head = make('div', { class: 'head' }, title, part('p', 'number', house.about.name));
    const frame = make('section', { class: 'frame', part: 'frame', 'aria-label': t.latest }, head, empty, list);
    return Promise.resolve(frame);
  }
}

function itemOf(line: Activity, scene: Scene): { item: HTMLElement; tick(now: EpochMs): void } {
  const { words: t, locale } = scene.language;
  const when = part('time', 'when');
  when.dateTime = new Date(line.at).toISOString();
  const item = part(
    'li',
    'line',
    part('p', 'title', link(scene.address(`/lots/${line.lotId}`), line.title, t.newTab)),
    when,
    part('p', 'what', `${t.lot(line.number)} · ${whatHappened(line, scene.language)}`),
  );
  return { item, tick: (now) => void say(when, ago(now - line.at, locale, t.now)) };
}

function whatHappened(line: Activity, { words: t, locale }: Language): string {
  const price = line.priceMinor === null ? '' : money(line.priceMinor, currencyOf(line.currency), locale);
  return t.line(line.type, price, line.paddle, moment(line.endsAt, line.at, locale));
}
