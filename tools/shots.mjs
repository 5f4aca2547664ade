// `npm run shots`: screenshots of every page at three widths, light and dark, in both languages, into shots/ (ignored).
// `npm run shots -- home lot` takes only these pages. Needs a Chromium (TEST_CHROMIUM or the usual places).
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';
import { root } from './install.mjs';

const WIDTHS = [390, 820, 1440];
const SCHEMES = ['light', 'dark'];
const LANGUAGES = ['en', 'ru'];
const PASSWORD = 'demo-demo-demo';

/** Every page: its name, its path, and who looks at it (null: a stranger). */
function pagesOf(house) {
  const { open, coming, lot, comingLot } = house;
  return [
    ['home', '/', null],
    ['auction', `/auctions/${open}`, null],
    ['auction-coming', `/auctions/${coming}`, null],
    ['auction-filtered', `/auctions/${open}?q=bird&sort=price`, null],
    ['auction-nothing-found', `/auctions/${open}?q=zeppelin`, null],
    ['lot', `/lots/${lot}`, null],
    ['lot-bidder', `/lots/${lot}`, 'ada'],
    ['lot-coming', `/lots/${comingLot}`, null],
    ['search', '/search?q=after', null],
    ['sign-in', '/sign-in', null],
    ['sign-up', '/sign-up', null],
    ['forgot', '/forgot', null],
    ['rates', '/rates', null],
    ['rates-pair', '/rates?base=USD&pair=USD-JPY&range=hour', null],
    ['missing', '/nowhere', null],
    ['me', '/me', 'ada'],
    ['me-watching', '/me/watching', 'ada'],
    ['me-talk', '/me/talk', 'ada'],
    ['me-notices', '/me/notices', 'ada'],
    ['account', '/account', 'ada'],
    ['staff', '/staff', 'owner'],
    ['staff-people', '/staff/people', 'owner'],
    ['staff-mail', '/staff/mail', 'owner'],
    ['staff-mistakes', '/staff/mistakes', 'owner'],
    ['staff-talk', '/staff/talk', 'owner'],
    ['staff-pictures', `/staff/lots/${lot}/pictures`, 'owner'],
    ['staff-demo', '/staff/demo', 'owner'],
    ['api-docs', '/api/docs', null],
  ];
}

/** A house with the demo and its robots, on a free port and a folder of its own. */
async function openHouse() {
  const port = await new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-shots-'));
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataDir,
    DEMO: 'on',
    PUBLIC_URL: '',
    DATABASE_URL: '',
  };
  const child = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://localhost:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('the house ended');
    if (
      await fetch(`${url}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await sleep(200);
  }
  const close = async () => {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { url, close };
}

async function signIn(url, name) {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email: `${name}@demo.test`, password: PASSWORD }),
  });
  const [pair] = answer.headers.getSetCookie()[0].split(';');
  const at = pair.indexOf('=');
  return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
}

/** What the pages need to know of the demo: an open lot with bids, and a coming one. */
async function lookAround(url) {
  const read = async (path) => (await (await fetch(url + path)).json()).items;
  const auctions = await read('/api/auctions');
  const [open, coming] = ['open', 'scheduled'].map(
    (status) => auctions.find((auction) => auction.status === status).slug,
  );
  const lots = await read(`/api/auctions/${open}/lots`);
  const lot = lots.toSorted((a, b) => b.bidCount - a.bidCount).find(({ status }) => status === 'open');
  const [comingLot] = await read(`/api/auctions/${coming}/lots`);
  return { open, coming, lot: lot.id, comingLot: comingLot.id };
}

async function shoot(browser, url, [name, path], cookies, { width, scheme, language }) {
  const viewport = { width, height: width < 500 ? 844 : 1000 };
  const context = await browser.newContext({
    viewport,
    colorScheme: scheme,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(url + path, { waitUntil: 'networkidle' }).catch(() => undefined);
  // As one who has been here before: with the fonts at hand, and everything seen that is loaded when it is seen.
  await page.reload({ waitUntil: 'networkidle' }).catch(() => undefined);
  await page.evaluate(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight / 2) {
      scrollTo(0, top);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    scrollTo(0, 0);
  });
  await sleep(400);
  await page.screenshot({ path: join(root, 'shots', `${name}-${width}-${scheme}-${language}.png`), fullPage: true });
  await context.close();
}

const executablePath = findChromium();
if (!executablePath) {
  console.error('There is no Chromium here. Set TEST_CHROMIUM to one.');
  process.exit(1);
}
if (spawnSync(process.execPath, ['tools/build.mjs'], { cwd: root, stdio: 'inherit' }).status !== 0) process.exit(1);
mkdirSync(join(root, 'shots'), { recursive: true });
const wanted = process.argv.slice(2);
const house = await openHouse();
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  // Robots need a moment to make the sale look like one.
  await sleep(wanted.length > 0 ? 5_000 : 45_000);
  const cookies = { ada: await signIn(house.url, 'ada'), owner: await signIn(house.url, 'owner') };
  const pages = pagesOf(await lookAround(house.url)).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  for (const page of pages) {
    for (const width of WIDTHS)
      for (const scheme of SCHEMES)
        for (const language of LANGUAGES)
          await shoot(browser, house.url, page, page[2] ? [cookies[page[2]]] : [], { width, scheme, language });
    console.log(`${page[0]}: ${WIDTHS.length * SCHEMES.length * LANGUAGES.length} pictures`);
  }
} finally {
  await browser.close();
  await house.close();
}
