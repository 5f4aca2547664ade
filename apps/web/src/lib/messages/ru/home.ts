import { pluralOf } from '#lib/format/plural.ts';
import type { Messages } from '../shape.ts';

const plural = pluralOf('ru');

export const home: Messages['home'] = {
  title: 'Торги',
  description: 'Идущие и предстоящие торги с живыми ценами.',
  running: 'Идут сейчас',
  coming: 'Скоро',
  closed: 'Недавно закрылись',
  closingNext: 'Скоро закроются',
  seeCatalogue: 'Открыть каталог',
  lots: (count) => plural(count, { one: '# лот', few: '# лота', other: '# лотов' }),
  lastLotCloses: (when) => `Последний лот закроется ${when}`,
  opens: (when) => `Откроются ${when}`,
  closedAt: (when) => `Закрылись ${when}`,
  empty: 'Торги пока не объявлены.',
  emptyHint: 'Как только дом их объявит, здесь появится каталог.',
  nothingRunning: 'Сейчас торги не идут.',
};
