import { pluralOf } from '#lib/format/plural.ts';
import type { Span } from '#lib/format/time.ts';
import type { Messages } from '../shape.ts';

const plural = pluralOf('ru');

function span({ days, hours, minutes, seconds }: Span): string {
  if (days > 0) return `${days} д ${hours} ч`;
  if (hours > 0) return `${hours} ч ${minutes} мин`;
  if (minutes > 0) return `${minutes} мин ${seconds} с`;
  return `${seconds} с`;
}

/** "за 5 минут", "через 1 минуту": the accusative, which is what stands after both. */
const minutes = (count: number) => plural(count, { one: '# минуту', few: '# минуты', other: '# минут' });
const seconds = (count: number) => plural(count, { one: '# секунду', few: '# секунды', other: '# секунд' });

export const time: Messages['time'] = {
  span,
  tenths: ({ seconds: whole, tenths }) => `${whole},${tenths} с`,
  closesIn: (left) => `до закрытия ${left}`,
  opensIn: (left) => `до открытия ${left}`,
  notBefore: (when) => `не раньше ${when}`,
  opensAt: (when) => `откроется ${when}`,
  closing: 'закрывается',
  closed: 'закрыт',
  minutes,
  seconds,
  minutesLeft: (lot, count) => `Лот ${lot} закроется через ${minutes(count)}.`,
  secondsLeft: (lot, count) => `Лот ${lot} закроется через ${seconds(count)}.`,
};
