import { Logger } from '@nestjs/common';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import { refuse, type Env } from '../platform/index.ts';
import { originAllows } from './origin.rule.ts';
import type { Sessions } from './sessions.ts';

const logger = new Logger('accounts');

/**
 * Before anything else looks at a request: refuses changes from foreign origins, and puts the signed-in person on requests
 * to the API. Pages ask the API, so they need no person of their own; a foreign origin is always a stranger.
 */
export function installAccountRules(
  fastify: FastifyInstance<RawServerDefault>,
  env: Env,
  sessions: Pick<Sessions, 'resolve'>,
): void {
  fastify.decorateRequest('signedIn', null);
  fastify.addHook('onRequest', async (request) => {
    const { origin, cookie } = request.headers;
    if (!originAllows({ method: request.method, url: request.raw.url ?? '', origin }, env.publicUrl)) {
      throw refuse('FORBIDDEN', {}, `Changes are taken from ${env.publicUrl} only.`);
    }
    if (cookie === undefined || request.routeOptions.url?.startsWith('/api/') !== true) return;
    if (origin !== undefined && origin !== env.publicUrl) return;
    try {
      request.signedIn = await sessions.resolve(cookie);
    } catch (error) {
      logger.warn('a session could not be looked up', {
        reason: error instanceof Error ? error.message : String(error),
      });
      throw refuse('BUSY');
    }
  });
}
