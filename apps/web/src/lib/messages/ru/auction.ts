import { pluralOf } from '#lib/format/plural.ts';
import type { Messages } from '../shape.ts';

const plural = pluralOf('ru');

export const auction: Messages['auction'] = {
  status: { scheduled: 'Скоро', open: 'Идут сейчас', closed: 'Закрыты' },
  talk: 'Разговор',
  catalogue: 'Каталог',
  about: 'Об этих торгах',
  noLots: 'Каталог этих торгов ещё составляется.',
  rules: 'Как проходят эти торги',
  ruleBids:
    'Вы называете наибольшую сумму, которую готовы заплатить. Дом повышает цену за вас ровно настолько, чтобы вы лидировали, и никому вашу сумму не показывает.',
  ruleSteps: 'Шаг ставки:',
  stepFrom: (from, step) => `от ${from} — ${step}`,
  ruleSoftReset: (window, extension) =>
    `Ставка за последние ${window} продлевает лот: до конца останется не меньше чем ${extension}. Нажать последним не значит выиграть.`,
  ruleSoftAdd: (window, extension) =>
    `Ставка за последние ${window} добавляет лоту ${extension}. Нажать последним не значит выиграть.`,
  ruleNoSoft: 'Лоты закрываются в указанное время, поздняя ставка его не сдвигает.',
  ruleNoPremium: 'Премии покупателя нет: вы платите только цену.',
  rulePremium: (tiers) => `К цене удара молотка прибавляется премия покупателя: ${tiers}.`,
  premiumFlat: (rate) => rate,
  premiumTier: (rate, from) => `${rate} с части от ${from}`,
  ruleTax: {
    premium: (rate) => `С премии берётся налог ${rate}.`,
    hammer: (rate) => `С цены удара молотка берётся налог ${rate}.`,
    both: (rate) => `С цены и премии берётся налог ${rate}.`,
  },
  terms: 'Условия этих торгов',
  yourPaddle: (paddle) => `Ваш номер участника здесь: ${paddle}`,
  lots: (count) => plural(count, { one: '# лот', few: '# лота', other: '# лотов' }),
};
