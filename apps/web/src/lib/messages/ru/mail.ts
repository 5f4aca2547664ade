import type { MailMessages } from '../shape.ts';

export const mail: MailMessages = {
  title: 'Письма дома',
  kept: 'У дома нет почтового сервера (SMTP_URL), поэтому письма хранятся здесь. Откройте письмо, чтобы передать, что в нём.',
  none: 'Писем пока нет.',
  what: 'Письмо',
  to: 'Кому',
  status: 'Что с ним',
  when: 'Когда',
  open: 'Открыть',
  openName: (what, name) => `Открыть: ${what}, кому: ${name}`,
  nobody: 'Тот, кто удалил учётную запись',
  more: 'Более старые письма',
  kinds: {
    verification: 'Подтверждение адреса',
    reset: 'Новый пароль',
    outbid: 'Ставку перебили',
    won: 'Выигранный лот',
    digest: 'Итоги торгов',
    'account-deleted': 'Запись удалена',
  },
  statuses: { queued: 'ждёт', sent: 'отправлено', failed: 'не отправлено', kept: 'хранится' },
  reason: (reason, attempts) => `${reason}, попыток: ${attempts}`,
  again: (time) => `снова в ${time}`,
  back: 'Все письма',
  noted: 'Дом записал, что вы открыли это письмо: ссылка в нём открывает чужую учётную запись.',
  withheld: {
    expired: 'Ссылка устарела и больше не показывается.',
    staff: 'Ссылка не показана: она открывает запись того, кто здесь работает.',
  },
  openings: 'Кто открывал',
};
