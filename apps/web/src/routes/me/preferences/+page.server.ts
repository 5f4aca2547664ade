import { fail } from '@sveltejs/kit';
import { MAIL_PACES, type OwnPush, type Preferences } from '@rostrum/contract';
import { changeOf, choiceRows, COLUMNS } from '#lib/choice/choice-form.server.ts';
import { readHouse } from '#lib/house/read-house.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a person is told, how, and when not. */
export const load: PageServerLoad = async ({ fetch, locals, parent }) => {
  // Strangers are sent to sign in before anything is asked for them.
  await parent();
  const [preferences, push] = await Promise.all([
    readHouse<Preferences>(fetch, '/api/me/preferences'),
    readHouse<OwnPush>(fetch, '/api/me/push'),
  ]);
  return { preferences, push, groups: choiceRows(), columns: COLUMNS, paces: MAIL_PACES, deviceZone: locals.zone };
};

const HEADERS = { accept: 'application/json' };

export const actions: Actions = {
  /** A plain form, so it works without JavaScript. */
  save: async ({ request, fetch }) => {
    const change = changeOf(await request.formData());
    if (change === null) return fail(400, { saved: false, fault: 'hours' as const });
    const answer = await fetch('/api/me/preferences', {
      method: 'PATCH',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    }).catch(() => null);
    return answer?.ok ? { saved: true, fault: null } : fail(503, { saved: false, fault: 'house' as const });
  },

  /** A browser takes pushes no more. */
  forget: async ({ request, fetch }) => {
    const id = String((await request.formData()).get('id') ?? '');
    const path = `/api/me/push/${encodeURIComponent(id)}`;
    const answer = await fetch(path, { method: 'DELETE', headers: HEADERS }).catch(() => null);
    return answer?.ok ? {} : fail(503, { saved: false, fault: 'house' as const });
  },
};
