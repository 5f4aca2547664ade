import { loadMessages } from '#lib/messages/messages.ts';
import { manifestOf } from '#lib/reach/manifest.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => {
  const words = await loadMessages(locals.locale);
  return new Response(JSON.stringify(manifestOf(locals.house?.name ?? 'Rostrum', locals.locale, words)), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' },
  });
};
