import { afterAll, beforeAll, describe } from 'vitest';
import { registerAccountsContract } from './contract/accounts.contract.ts';
import { registerCatalogueContract } from './contract/catalogue.contract.ts';
import { registerChatPeopleContract } from './contract/chat-people.contract.ts';
import { registerChatContract } from './contract/chat.contract.ts';
import { registerConsumersContract } from './contract/consumers.contract.ts';
import { registerDeliveriesContract } from './contract/deliveries.contract.ts';
import { registerFindingContract } from './contract/finding.contract.ts';
import { registerHouseContract } from './contract/house.contract.ts';
import { registerLedgerCommandsContract } from './contract/ledger-commands.contract.ts';
import { registerLedgerContract } from './contract/ledger.contract.ts';
import { registerLostCommitContract } from './contract/lost-commit.contract.ts';
import { registerMailsContract } from './contract/mails.contract.ts';
import { registerMistakesContract } from './contract/mistakes.contract.ts';
import { registerNoticesContract } from './contract/notices.contract.ts';
import { registerPeopleContract } from './contract/people.contract.ts';
import { registerPicturesContract } from './contract/pictures.contract.ts';
import { registerPushesContract } from './contract/pushes.contract.ts';
import { registerRatesContract } from './contract/rates.contract.ts';
import { registerSiteMapContract } from './contract/site-map.contract.ts';
import { pgliteHouse, postgresHouse } from './contract/test-house.testing.ts';
import { registerWatchListsContract } from './contract/watch-lists.contract.ts';
import type { Connections, TestHouse } from './contract/test-house.testing.ts';

const serverUrl = process.env.TEST_DATABASE_URL;

describe('on PGlite', () => registerAll(pgliteHouse, 'one'));

describe.skipIf(!serverUrl)(`on PostgreSQL${serverUrl ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`, () =>
  registerAll(() => postgresHouse(serverUrl ?? ''), 'many'),
);

function registerAll(start: () => Promise<TestHouse>, connections: Connections): void {
  let house: TestHouse | null = null;
  const open = (): TestHouse => {
    if (!house) throw new Error('the house did not open');
    return house;
  };
  beforeAll(async () => {
    house = await start();
  });
  afterAll(() => house?.close());

  describe('house', () => registerHouseContract(open));
  describe('site map', () => registerSiteMapContract(open));
  describe('ledger', () => registerLedgerContract(open));
  describe('commands for lots', () => registerLedgerCommandsContract(open));
  describe('commits', () => registerLostCommitContract(open, connections));
  describe('consumers', () => registerConsumersContract(open, connections));
  describe('people', () => registerPeopleContract(open));
  describe('accounts', () => registerAccountsContract(open));
  describe('mails', () => registerMailsContract(open, connections));
  describe('catalogue', () => registerCatalogueContract(open));
  describe('finding', () => registerFindingContract(open));
  describe('mistakes', () => registerMistakesContract(open));
  describe('pictures', () => registerPicturesContract(open));
  describe('chat', () => registerChatContract(open, connections));
  describe('people in rooms', () => registerChatPeopleContract(open));
  describe('notices', () => registerNoticesContract(open));
  describe('rates', () => registerRatesContract(open));
  describe('deliveries', () => registerDeliveriesContract(open));
  describe('pushes', () => registerPushesContract(open));
  describe('watch lists', () => registerWatchListsContract(open));
}
