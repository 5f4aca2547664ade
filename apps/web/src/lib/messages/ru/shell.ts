import { pluralOf } from '#lib/format/plural.ts';
import type { Messages } from '../shape.ts';

const plural = pluralOf('ru');

export const shell: Messages['shell'] = {
  skip: 'К содержанию',
  home: 'Главная',
  auctions: 'Торги',
  signIn: 'Войти',
  signUp: 'Зарегистрироваться',
  signOut: 'Выйти',
  staff: 'Служебная часть',
  signedInAs: (name) => `Вы вошли: ${name}`,
  menu: {
    bids: 'Ваши ставки',
    watching: 'Наблюдаю',
    won: 'Выигранные лоты',
    registrations: 'Регистрации',
    notices: 'Уведомления',
    account: 'Учётная запись',
  },
  unseen: (count) =>
    plural(count, { one: '# новое уведомление', few: '# новых уведомления', other: '# новых уведомлений' }),
  watch: 'Наблюдать',
  watching: 'Наблюдаю',
  watchFailed: 'Сохранить не удалось. Попробуйте ещё раз.',
  activity: 'Последние ставки',
  language: 'Язык',
  languageNames: { en: 'English', ru: 'Русский' },
  appearance: 'Вид',
  appearances: { system: 'Как на устройстве', light: 'Светлый', dark: 'Тёмный' },
  rates: 'Курсы валют',
  currency: 'Цены также в',
  currencyNone: 'валюте торгов',
  currencyShow: 'Показать',
  developers: 'API',
  status: 'Сообщения о ходе торгов',
  noScript:
    'JavaScript выключен: цены показаны на момент загрузки страницы, ставки сделать нельзя. Читать можно всё; чтобы увидеть новые цены, обновите страницу.',
  demo: 'Это демонстрация: ничего не продаётся, часть участников — роботы.',
  demoSignIn: 'Войдите как ada@demo.test, bo@demo.test или cy@demo.test, пароль demo-demo-demo.',
  waiting: 'Ваша учётная запись ждёт одобрения дома. Смотреть можно всё, ставки откроются после одобрения.',
  connection: {
    late: 'Цены могут запаздывать: несколько секунд от дома нет вестей. Перед ставкой мы переспросим.',
    reconnecting: 'Связь восстанавливается. Показаны последние известные цены, они обновятся сами.',
    polling: 'Живая связь недоступна. Цены перечитываются каждые несколько секунд.',
    offline: 'Нет связи с домом. Цены показаны на момент последней вести.',
  },
  edition: {
    gone: 'Сайт обновился.',
    reload: 'Загрузить заново',
  },
};
