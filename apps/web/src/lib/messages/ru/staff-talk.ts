import { pluralOf } from '#lib/format/plural.ts';
import type { StaffTalkMessages } from '../shape.ts';

const plural = pluralOf('ru');

export const staffTalk: StaffTalkMessages = {
  title: 'Жалобы на сообщения',
  what: 'Участники сообщили, что этому здесь не место. Если снять сообщение, его слова исчезнут для всех; если оставить, жалоба закрыта. Автор не узнает, кто пожаловался.',
  none: 'Жалоб нет. Они появятся здесь, когда кто-нибудь пожалуется на вопрос или сообщение.',
  message: 'Сообщение',
  reports: 'Жалобы',
  acts: 'Что можно сделать',
  count: (count) => plural(count, { one: 'от # человека', few: 'от # человек', other: 'от # человек' }),
  since: (when) => `первая в ${when}`,
  note: (text) => `«${text}»`,
  writer: (name, as) => `${name}, здесь: ${as}`,
  muted: (when) => `молчит до ${when}`,
  inLot: 'Вопрос или ответ о лоте',
  inTalk: 'В разговоре о торгах',
  remove: 'Снять',
  removeSure: 'Снять для всех',
  back: 'Пока нет',
  keep: 'Оставить',
  mute: 'Заглушить',
  muteLabel: (name) => `На сколько запретить писать на этих торгах: ${name}`,
  minutes: { 10: '10 минут', 60: '1 час', 1440: '1 день' },
  unmute: 'Разрешить писать',
  of: (act, name) => `${act}: ${name}`,
  next: 'Ещё жалобы',
  mutesTitle: 'Кто сейчас молчит',
  person: 'Человек',
  until: 'До',
  noMutes: 'Никто.',
  done: {
    remove: 'Снято для всех.',
    keep: 'Сообщение остаётся.',
    mute: 'Писать на этих торгах человек пока не сможет.',
    unmute: 'Человек снова может писать.',
  },
  failed: 'Не получилось: возможно, кто-то успел раньше. Список обновлён.',
};
