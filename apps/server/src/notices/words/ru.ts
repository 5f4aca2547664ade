import type { NoticeLanguage } from './notice.language.ts';

const plural = new Intl.PluralRules('ru');
const NOTICES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'уведомление', few: 'уведомления' };

/** Russian, written for Russian readers, not word by word. */
export const russian: NoticeLanguage = {
  about: (number, title) => (number === null ? title : `Лот ${number} · ${title}`),
  lines: {
    outbid: ({ price, next }) =>
      `Вашу ставку перебили.${price ? ` Цена ${price}${next ? `, следующая ставка от ${next}` : ''}.` : ''}`,
    leading: ({ price }) => (price ? `Вы снова лидируете, цена ${price}.` : 'Вы снова лидируете.'),
    won: ({ price }) => (price ? `Вы выиграли за ${price}.` : 'Вы выиграли.'),
    lost: ({ price }) => (price ? `Закрыт и достался не вам. Последняя цена ${price}.` : 'Закрыт и достался не вам.'),
    extended: ({ price }) => `Открыт дольше, чем было объявлено.${price ? ` Цена ${price}.` : ''}`,
    closing: ({ price, next }) =>
      `Закроется примерно через пять минут.${price ? ` Цена ${price}` : ' Ставок пока нет'}${next ? `, следующая ставка от ${next}` : ''}.`,
    paused: () => 'Дом приостановил лот. Ставки пока не принимаются.',
    voided: ({ price }) => `Дом снял ваши ставки с этого лота.${price ? ` Цена теперь ${price}.` : ''}`,
    declined: () => 'Вы назвали ставку ошибкой. Дом оставил её в силе, причина — на странице лота.',
    opened: ({ next }) => `Открыт для ставок.${next ? ` Первая ставка — ${next}.` : ''}`,
    bid: ({ price, next }) =>
      `Есть новая ставка.${price ? ` Цена ${price}${next ? `, следующая ставка от ${next}` : ''}.` : ''}`,
    auction: () => 'В доме новые торги.',
    answered: () => 'На то, что вы здесь написали, ответили.',
    mention: () => 'Вас здесь упомянули.',
  },
  several: (count) => `${count} ${NOTICES[plural.select(count)] ?? 'уведомлений'}`,
  more: (count) => `и ещё ${count}`,
};
