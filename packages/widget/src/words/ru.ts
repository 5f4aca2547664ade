import { pluralOf } from './plural.ts';
import type { Words } from './words.ts';

const plural = pluralOf('ru');

export const ru: Words = {
  lot: (number) => `Лот ${number}`,
  bids: (count) => plural(count, { one: '# ставка', few: '# ставки', other: '# ставок' }),
  price: 'Цена сейчас',
  opening: 'Стартовая цена',
  hammer: 'Цена удара молотка',
  leads: (paddle) => `Лидирует участник ${paddle}`,
  soldTo: (paddle) => `Продан участнику ${paddle}`,
  noBids: 'Ставок пока нет',
  status: {
    scheduled: 'Ещё не открыт',
    open: 'Открыт',
    paused: 'Приостановлен домом',
    sold: 'Продан',
    passed: 'Не продан',
    withdrawn: 'Снят с торгов',
  },
  span: ({ days, hours, minutes, seconds }) => {
    if (days > 0) return `${days} д ${hours} ч`;
    if (hours > 0) return `${hours} ч ${minutes} мин`;
    return minutes > 0 ? `${minutes} мин ${seconds} с` : `${seconds} с`;
  },
  opensIn: (left) => `До открытия ${left}`,
  opens: (when) => `Откроется ${when}`,
  closesIn: (left) => `До закрытия ${left}`,
  notBefore: (when) => `не раньше ${when}`,
  closing: 'Закрывается',
  lastCloses: (when) => `Идут сейчас · последний лот закроется ${when}`,
  auctionOpens: (when) => `Откроются ${when}`,
  auctionClosed: 'Торги окончены.',
  noLots: 'В этих торгах пока нет лотов.',
  allLots: (count, house) =>
    plural(count, {
      one: `# лот на сайте ${house}`,
      few: `Все # лота на сайте ${house}`,
      other: `Все # лотов на сайте ${house}`,
    }),
  bidAt: (house) => `Сделать ставку в ${house}`,
  seeAt: (house) => `Посмотреть в ${house}`,
  newTab: 'откроется в новой вкладке',
  latest: 'Последние ставки',
  nothingYet: 'Пока ничего не происходило. Новые ставки появятся здесь сами.',
  line: (type, price, paddle, until) => {
    const by = paddle === null ? '' : ` · участник ${paddle}`;
    switch (type) {
      case 'BidPlaced':
        return `${price}${by}`;
      case 'LotSold':
        return `продан за ${price}${by}`;
      case 'LotExtended':
        return `продлён до ${until}`;
      case 'BidsVoided':
        return price ? `ставки сняты, цена ${price}` : 'ставки сняты';
      case 'LotScheduled':
        return 'в каталоге';
      case 'LotOpened':
        return 'открыт для ставок';
      case 'LotPaused':
        return 'приостановлен';
      case 'LotResumed':
        return 'снова открыт';
      case 'LotPassed':
        return 'закрыт без продажи';
      case 'LotWithdrawn':
        return 'снят с торгов';
    }
  },
  now: 'сейчас',
  rates: (base) => `За один ${base}`,
  currency: 'Валюта',
  rate: 'Курс',
  day: 'За сутки',
  noRates: 'Этот дом сейчас не показывает курсов валют.',
  simulated: 'Курсы вымышлены для демонстрации.',
  staleRates: 'Курсы устарели: их источник не отвечает.',
  source: 'Источник:',
  late: 'Цены могут запаздывать.',
  offline: 'Нет связи с домом. Цены могли устареть.',
  gone: 'Этого в доме больше нет.',
  notNamed: (attribute) => `Что показать? Не указан атрибут ${attribute}.`,
  hindered: {
    untrusted: (page, house) =>
      `Адреса этой страницы (${page}) нет в списке ${house}. Владелец дома вносит его в TRUSTED_ORIGINS.`,
    'no-origin': () =>
      'У этой страницы нет своего адреса: это файл или изолированный фрейм. Ни в один список её внести нельзя.',
    policy: (_page, house) =>
      `Политика безопасности этой страницы не пускает к дому. В connect-src нужны ${house} и ${house.replace(/^http/, 'ws')}.`,
    unreachable: (_page, house) => `${house} не отвечает. Попытка повторится сама.`,
    'no-house': () => 'Скрипт должен приходить от самого дома: https://house.example/widget.js.',
  },
};
