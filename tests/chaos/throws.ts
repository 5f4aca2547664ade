import type { ChaosPromise } from './promise.ts';
import { provenBy } from './proven-by.ts';

export const throws: ChaosPromise = {
  id: 'throws',
  promise:
    'Whatever is thrown in a hook, guard, pipe, filter, handler, middleware or handshake of a gateway: the process lives and the client is told.',
  test: 'apps/server/src/live/gateways/throws.spec.ts',
  ...provenBy(['apps/server/src/live/gateways/throws.spec.ts', 'apps/server/src/live/gateways/safety.spec.ts'], 5),
};
