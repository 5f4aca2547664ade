import { randomUUID } from 'node:crypto';
import { aHouse, until, type HouseProcess } from './house.ts';
import { register, send, signIn } from './people.ts';
import { putSale } from './sale.ts';

/** Who looks at a page: nobody that the house knows, a bidder with bids, or the owner. */
export type Looker = 'stranger' | 'bidder' | 'owner';

/** A page of the site as somebody sees it. */
export interface SitePage {
  name: string;
  path: string;
  by: Looker;
  /** 200 where not given. */
  status?: number;
  /** To be looked at when the short sale is over: wait for `over()`. */
  over?: true;
}

/** A house with the demo (no robots) and a sale that is soon over, and everything that can be looked at in it. */
export interface ShownHouse {
  house: HouseProcess;
  pages: SitePage[];
  /** The session cookie (`name=value`) of those who have one. */
  cookies: Record<Looker, string>;
  /** The auction that is open. */
  slug: string;
  /** An open lot that the bidder leads. */
  lotId: string;
  /** Resolves when the short sale is over. */
  over(): Promise<void>;
}

const PASSWORD = 'demo-demo-demo';
/** Long enough for a slow start; the other pages are looked at meanwhile. */
const OVER_IN_MS = 45_000;

async function itemsOf<T>(url: string, path: string): Promise<T[]> {
  return ((await (await fetch(url + path)).json()) as { items: T[] }).items;
}

async function bid(url: string, lotId: string, cookie: string, maxMinor: number, currency: string): Promise<void> {
  const answer = await send(url, `/api/lots/${lotId}/bids`, { id: randomUUID(), lotId, maxMinor, currency }, cookie);
  if (!answer.ok) throw new Error(`the bid answered ${answer.status}: ${await answer.text()}`);
}

/** Waits for the hammer. */
function soldAt(url: string, lotId: string): Promise<void> {
  return until(
    async () => {
      const { status } = (await (await fetch(`${url}/api/lots/${lotId}`)).json()) as { status: string };
      return status === 'sold';
    },
    'the sale is over',
    OVER_IN_MS * 2,
  );
}

/** Opens such a house. */
export async function showHouse(): Promise<ShownHouse> {
  const house = await aHouse({ DEMO: 'quiet' });
  try {
    return await furnish(house);
  } catch (error) {
    await house.remove();
    throw error;
  }
}

async function furnish(house: HouseProcess): Promise<ShownHouse> {
  // The demo moves into a new house only, so the other sale comes after it.
  await house.start();
  await house.stop();
  const over = await putSale(
    { dataDir: house.dataDir },
    {
      lots: [
        { title: 'A walnut chair', openingMinor: 1000, closesInMs: OVER_IN_MS },
        { title: 'A chair nobody wants', openingMinor: 1000, closesInMs: OVER_IN_MS },
      ],
      softClose: { windowMs: 0, extensionMs: 0 },
    },
  );
  await house.start();
  const { url } = house;
  const bidder = await signIn(url, 'ada@demo.test', PASSWORD);
  const owner = await signIn(url, 'owner@demo.test', PASSWORD);
  await register(url, over.slug, bidder);
  await bid(url, over.lotIds[0]!, bidder, 5000, 'USD');

  const auctions = await itemsOf<{ slug: string; status: string; currency: string }>(url, '/api/auctions');
  const [open, coming] = ['open', 'scheduled'].map((status) =>
    auctions.find((auction) => auction.status === status && auction.slug !== over.slug),
  );
  await register(url, open!.slug, bidder).catch(() => undefined);
  const lots = await itemsOf<{ id: string; status: string; minimumMinor: number }>(
    url,
    `/api/auctions/${open!.slug}/lots`,
  );
  const [lot] = lots.filter(({ status }) => status === 'open');
  await bid(url, lot!.id, bidder, lot!.minimumMinor * 2, open!.currency);
  const [comingLot] = await itemsOf<{ id: string }>(url, `/api/auctions/${coming!.slug}/lots`);
  return {
    house,
    cookies: { stranger: '', bidder, owner },
    slug: open!.slug,
    lotId: lot!.id,
    over: () => soldAt(url, over.lotIds[0]!),
    pages: pagesOf(
      { open: open!.slug, coming: coming!.slug, over: over.slug, lot: lot!.id, comingLot: comingLot!.id },
      over.lotIds,
    ),
  };
}

function pagesOf(
  at: { open: string; coming: string; over: string; lot: string; comingLot: string },
  overLots: string[],
): SitePage[] {
  const seenBy = (by: Looker, paths: Record<string, string>): SitePage[] =>
    Object.entries(paths).map(([name, path]) => ({ name, path, by }));
  return [
    ...seenBy('stranger', {
      home: '/',
      auction: `/auctions/${at.open}`,
      'auction not open yet': `/auctions/${at.coming}`,
      'auction filtered': `/auctions/${at.open}?q=bird&sort=price`,
      'auction with nothing found': `/auctions/${at.open}?q=zeppelin`,
      lot: `/lots/${at.lot}`,
      'lot not open yet': `/lots/${at.comingLot}`,
      search: '/search?q=after',
      'search with nothing found': '/search?q=zeppelin',
      'sign in': '/sign-in',
      'sign up': '/sign-up',
      'password forgotten': '/forgot',
      'link of a mail that is none': '/unsubscribe/made-up',
      rates: '/rates',
      'rates of a pair': '/rates?base=USD&pair=USD-JPY&range=hour',
    }),
    { name: 'page that is not there', path: '/nowhere', by: 'stranger', status: 404 },
    { name: 'lot that is not there', path: `/lots/${randomUUID()}`, by: 'stranger', status: 404 },
    ...seenBy('bidder', {
      'lot of a bidder': `/lots/${at.lot}`,
      'auction of a bidder': `/auctions/${at.open}`,
      me: '/me',
      'watched lots': '/me/watching',
      'rooms of a bidder': '/me/talk',
      notices: '/me/notices',
      'what one is told': '/me/preferences',
      account: '/account',
    }),
    ...seenBy('owner', {
      staff: '/staff',
      people: '/staff/people',
      mail: '/staff/mail',
      'what goes out': '/staff/deliveries',
      mistakes: '/staff/mistakes',
      'reported messages': '/staff/talk',
      widget: '/staff/widget',
      'pictures of a lot': `/staff/lots/${at.lot}/pictures`,
      'the demo': '/staff/demo',
    }),
    ...seenBy('stranger', {
      'auction that is over': `/auctions/${at.over}`,
      'lot sold': `/lots/${overLots[0]}`,
      'lot not sold': `/lots/${overLots[1]}`,
    }).map((page) => ({ ...page, over: true as const })),
    { name: 'lot won', path: `/lots/${overLots[0]}`, by: 'bidder', over: true },
  ];
}
