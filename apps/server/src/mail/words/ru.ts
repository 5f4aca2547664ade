import { moneyText, momentText } from '../../platform/index.ts';
import type { Draft, Letter, LetterLot, Outcome } from '../letter.ts';

type Of<Kind extends Letter['kind']> = Extract<Letter, { kind: Kind }>;
type Body = Omit<Draft, 'greeting' | 'lists' | 'closing' | 'foot'> & Partial<Pick<Draft, 'lists' | 'closing'>>;

const HOUR_MS = 3_600_000;
const plural = new Intl.PluralRules('ru');
const HOURS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'час', few: 'часа' };
const DAYS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'день', few: 'дня' };

/** Russian, written for Russian readers, not word by word. */
export function russian(letter: Letter): Draft {
  const greeting = letter.name ? `Здравствуйте, ${letter.name}.` : 'Здравствуйте.';
  return { greeting, lists: [], closing: [], foot: footOf(letter), ...bodyOf(letter) };
}

function footOf({ off }: Letter): Draft['foot'] {
  if (off === undefined) return [];
  return [
    { label: 'Больше не присылать таких писем', url: off.url },
    { label: 'Выбрать, о чём и как сообщать', url: off.choiceUrl },
  ];
}

function bodyOf(letter: Letter): Body {
  switch (letter.kind) {
    case 'verification':
      return verification(letter);
    case 'reset':
      return reset(letter);
    case 'outbid':
      return outbid(letter);
    case 'won':
      return won(letter);
    case 'notice':
      return notice(letter);
    case 'notices':
      return notices(letter);
    case 'digest':
      return digest(letter);
    case 'account-deleted':
      return accountDeleted(letter);
  }
}

function length(ms: number): string {
  const hours = Math.round(ms / HOUR_MS);
  const days = Math.round(hours / 24);
  if (hours > 48) return `${days} ${DAYS[plural.select(days)] ?? 'дней'}`;
  return `${hours} ${HOURS[plural.select(hours)] ?? 'часов'}`;
}

const money = (minor: number, lot: LetterLot): string => moneyText(minor, lot, 'ru');

function verification({ url, validMs, house }: Of<'verification' | 'reset'>): Body {
  return {
    subject: 'Подтвердите адрес',
    paragraphs: [`На этот адрес открыта учётная запись на ${house}. Подтвердите, что адрес ваш.`],
    action: url === null ? null : { label: 'Подтвердить адрес', url },
    closing: [`Срок действия ссылки — ${length(validMs)}. Если вы не регистрировались, ничего делать не нужно.`],
    why: `Вы получили это письмо, потому что кто-то указал этот адрес при регистрации на ${house}.`,
  };
}

function reset({ url, validMs, house }: Of<'verification' | 'reset'>): Body {
  return {
    subject: 'Новый пароль',
    paragraphs: [`Для вашей учётной записи на ${house} запросили новый пароль.`],
    action: url === null ? null : { label: 'Задать новый пароль', url },
    closing: [
      `Ссылка действует один раз, срок — ${length(validMs)}. С новым паролем нужно будет войти заново на всех устройствах.`,
      'Если вы не просили об этом, ничего делать не нужно: пароль останется прежним.',
    ],
    why: `Вы получили это письмо, потому что для этого адреса запросили новый пароль на ${house}.`,
  };
}

function outbid({ lot, priceMinor, minimumMinor, endsAt, zone }: Of<'outbid'>): Body {
  const next = minimumMinor === null ? '' : `, следующая ставка — ${money(minimumMinor, lot)}`;
  return {
    subject: `Вашу ставку перебили: лот ${lot.number}, ${lot.title}`,
    paragraphs: [
      `Вашу ставку на лот ${lot.number}, «${lot.title}» (торги «${lot.auction}»), перебили. Цена — ${money(priceMinor, lot)}${next}.`,
      `Лот закроется не раньше: ${momentText(endsAt, zone, 'ru', 'long')}.`,
    ],
    action: { label: 'Перейти к лоту', url: lot.url },
    why: 'Вы получили это письмо, потому что делали ставку на этот лот, а когда её перебили, вас не было на сайте. По одному лоту такое письмо приходит не чаще раза в десять минут.',
  };
}

function won({ lot, hammerMinor, totalMinor, termsUrl }: Of<'won'>): Body {
  const total = totalMinor === hammerMinor ? [] : [`С комиссией дома и налогом к оплате ${money(totalMinor, lot)}.`];
  return {
    subject: `Лот ${lot.number} ваш: ${lot.title}`,
    paragraphs: [
      `Молоток упал: лот ${lot.number}, «${lot.title}» (торги «${lot.auction}»), достался вам за ${money(hammerMinor, lot)}.`,
      ...total,
    ],
    action: { label: 'Перейти к лоту', url: lot.url },
    closing: [`Как оплатить и забрать — в условиях торгов: ${termsUrl}`],
    why: 'Вы получили это письмо, потому что ваша ставка выиграла этот лот.',
  };
}

function notice({ about, line, url, house }: Of<'notice'>): Body {
  const [first = line] = line.split(/(?<=[.!?])\s/, 1);
  return {
    subject: `${about}: ${first.replace(/\.$/, '')}`,
    paragraphs: [],
    lists: [{ heading: about, lines: [{ text: line }] }],
    action: { label: 'Открыть', url },
    why: `Вы получили это письмо, потому что ваши уведомления на ${house} приходят и по почте.`,
  };
}

const NOTICES: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'уведомление', few: 'уведомления' };

function notices({ count, groups, url, house }: Of<'notices'>): Body {
  return {
    subject: `Что произошло на ${house}: ${count} ${NOTICES[plural.select(count)] ?? 'уведомлений'}`,
    paragraphs: ['Вот что произошло с прошлого письма.'],
    lists: groups.map(({ about, url: page, lines }) => ({
      heading: about,
      url: page,
      lines: lines.map((text) => ({ text })),
    })),
    action: { label: 'Все уведомления', url },
    why: `Вы получили это письмо, потому что ваши уведомления на ${house} приходят и по почте. Здесь то, что могло подождать.`,
  };
}

const HEADINGS: Record<Outcome, string> = { won: 'Достались вам', lost: 'Ушли другим', unsold: 'Не проданы' };

function digest({ auction, url, lots }: Of<'digest'>): Body {
  const lists = (['won', 'lost', 'unsold'] as const).map((outcome) => ({
    heading: HEADINGS[outcome],
    lines: lots.filter((lot) => lot.outcome === outcome).map((lot) => ({ text: lineOf(lot, outcome), url: lot.url })),
  }));
  return {
    subject: `Итоги торгов: ${auction}`,
    paragraphs: [`Торги «${auction}» закончились. Вот что стало с лотами, на которые вы делали ставки.`],
    lists: lists.filter(({ lines }) => lines.length > 0),
    action: { label: 'Перейти к торгам', url },
    why: 'Вы получили это письмо, одно на все торги, потому что делали в них ставки.',
  };
}

function lineOf(lot: Of<'digest'>['lots'][number], outcome: Outcome): string {
  const price = lot.priceMinor === null || outcome === 'unsold' ? '' : `, ${money(lot.priceMinor, lot)}`;
  return `Лот ${lot.number}, ${lot.title}${price}`;
}

function accountDeleted({ house }: Of<'account-deleted'>): Body {
  return {
    subject: 'Учётная запись удалена',
    paragraphs: [
      `Ваша учётная запись на ${house} удалена. Имени, адреса, пароля и уведомлений больше нет.`,
      'Ставки и их итоги остались в записях торгов под вашим номером участника, без имени: на них держатся итоги других людей.',
      'Адреса, чтобы написать вам снова, у дома больше нет.',
    ],
    action: null,
    why: 'Вы получили это последнее письмо, потому что учётная запись с этим адресом удалена.',
  };
}
