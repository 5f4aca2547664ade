import type { ChaosPromise } from './promise.ts';
import { provenBy } from './proven-by.ts';

export const consumers: ChaosPromise = {
  id: 'consumers',
  promise: 'Every consumer of the ledger (notices, mail, push) acts once over kill -9 at each step.',
  test: 'tests/e2e/kill-nine-mails.e2e.ts',
  ...provenBy(
    [
      'tests/e2e/kill-nine-mails.e2e.ts',
      'apps/server/src/notices/notices.db.spec.ts',
      'apps/server/src/mail/mail.sender.db.spec.ts',
      'packages/database/src/stores.db.spec.ts',
    ],
    2,
  ),
};
