import type { OfflineMessages } from '../shape.ts';

export const offline: OfflineMessages = {
  title: 'Нет связи с домом',
  what: 'Страница не загрузилась. Она откроется сама, как только дом снова будет доступен.',
  again: 'Попробовать ещё раз',
  known: 'Что это устройство знало в последний раз',
  notLive: 'Здесь ничего не обновляется: у каждой строки указано, когда так было. Принятые домом ставки в силе.',
  nothing: 'Это устройство ещё ничего не сохранило о торгах.',
  auctions: 'Торги',
  lots: 'Лоты',
  lot: (number) => `Лот ${number}`,
  asOf: (when) => `на ${when}`,
  noBids: 'Ставок нет',
  opens: (when) => `откроется ${when}`,
  closes: (when) => `закроется ${when}`,
  wasToOpen: (when) => `открытие назначено на ${when}`,
  wasToClose: (when) => `закрытие назначено на ${when}`,
  closed: (when) => `закрыто ${when}`,
  status: {
    paused: 'Приостановлен домом',
    sold: 'Продан',
    passed: 'Не продан',
    withdrawn: 'Снят с торгов',
  },
};
