import type { AuctionStatus, Language } from '@rostrum/contract';

/** What stands on the pictures of links, in one language. */
export interface CardWords {
  lot(number: number): string;
  lots(count: number): string;
  estimate: string;
  /** Over the moment that counts next, or counted last. */
  lotAt: Record<'scheduled' | 'open' | 'sold' | 'passed', string>;
  paused: string;
  withdrawn: string;
  hammer: string;
  auctionAt: Record<AuctionStatus, string>;
  auctions: string;
  houseLine: string;
  demo: string;
}

const russianPlural = new Intl.PluralRules('ru');
const LOTS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'лот', few: 'лота' };

const english: CardWords = {
  lot: (number) => `Lot ${number}`,
  lots: (count) => `${count.toLocaleString('en')} ${count === 1 ? 'lot' : 'lots'}`,
  estimate: 'Estimate',
  lotAt: { scheduled: 'Opens', open: 'Closes', sold: 'Sold', passed: 'Closed without sale' },
  paused: 'Bidding is paused',
  withdrawn: 'Withdrawn from the auction',
  hammer: 'Hammer price',
  auctionAt: { scheduled: 'Opens', open: 'Last lot closes', closed: 'Closed' },
  auctions: 'Live auctions',
  houseLine: 'Every bid on every screen, in the same order, at once.',
  demo: 'A demonstration. Nothing is for sale.',
};

const russian: CardWords = {
  lot: (number) => `Лот ${number}`,
  lots: (count) => `${count.toLocaleString('ru')} ${LOTS[russianPlural.select(count)] ?? 'лотов'}`,
  estimate: 'Оценка',
  lotAt: { scheduled: 'Открытие', open: 'Закрытие', sold: 'Продан', passed: 'Закрыт без продажи' },
  paused: 'Ставки приостановлены',
  withdrawn: 'Снят с торгов',
  hammer: 'Цена удара молотка',
  auctionAt: { scheduled: 'Открытие', open: 'Последний лот закроется', closed: 'Завершены' },
  auctions: 'Живые торги',
  houseLine: 'Каждая ставка на всех экранах сразу и в одном порядке.',
  demo: 'Демонстрация, ничего не продаётся.',
};

/** The words of one language. */
export function cardWords(language: Language): CardWords {
  return language === 'ru' ? russian : english;
}
