import { pluralOf } from '#lib/format/plural.ts';
import type { MistakesMessages } from '../shape.ts';

const plural = pluralOf('ru');

export const mistakes: MistakesMessages = {
  title: 'Ошибочные ставки',
  what: 'Участники в течение пяти минут сообщили, что ошиблись. После отмены цена и лидер определяются заново; участник и новый лидер получают извещение.',
  none: 'Ответа никто не ждёт.',
  answeredTitle: 'Недавние ответы',
  bidOf: (paddle, amount) => `Участник ${paddle}, в списке ${amount}`,
  raiseOf: (paddle) => `Участник ${paddle}, скрытое повышение предела`,
  asked: (when) => `Просьба от ${when}`,
  noNote: 'Причина не указана.',
  gone: 'Торги по лоту окончены, отменить здесь уже ничего нельзя.',
  preview: 'Если отменить',
  price: (before, after) => `цена ${before} → ${after}`,
  leader: (before, after) => `лидер ${before} → ${after}`,
  same: 'цена и лидер не изменятся',
  nobody: 'никто',
  noPrice: 'нет',
  told: (count) =>
    plural(count, {
      one: 'извещение получит # человек',
      few: 'извещение получат # человека',
      other: 'извещение получат # человек',
    }),
  answer: 'Что прочитает участник (можно не заполнять)',
  void: 'Отменить ставку',
  sure: 'Да, отменить',
  back: 'Пока нет',
  decline: 'Оставить в силе',
  voided: 'Отменена',
  declined: 'В силе',
  done: { voided: 'Ставка отменена.', declined: 'Ставка в силе, участник может прочитать почему.' },
  failed: 'Не получилось: возможно, кто-то ответил раньше или лот закрылся. Список обновлён.',
};
