import { fail } from '@sveltejs/kit';
import { TOAST_TOPICS, type NoticesPage, type Preferences, type PreferencesChange } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import type { Actions, PageServerLoad } from './$types';

const AT_ONCE = 30;

/** A page of notices, the newest first, and which of them pop up. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  // Strangers are sent to sign in before anything is asked for them.
  await parent();
  const cursor = url.searchParams.get('before');
  const query = new URLSearchParams({ limit: String(AT_ONCE), ...(cursor ? { cursor } : {}) });
  const [notices, preferences] = await Promise.all([
    readHouse<NoticesPage>(fetch, `/api/me/notices?${query}`),
    readHouse<Preferences>(fetch, '/api/me/preferences'),
  ]);
  return { notices, preferences, older: cursor !== null };
};

export const actions: Actions = {
  /** Which topics pop up: a plain form, so it works without JavaScript. */
  default: async ({ request, fetch }) => {
    const form = await request.formData();
    const topics = Object.fromEntries(TOAST_TOPICS.map((topic) => [topic, { toast: form.has(topic) }]));
    const answer = await fetch('/api/me/preferences', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ topics } satisfies PreferencesChange),
    }).catch(() => null);
    return answer?.ok ? { saved: true } : fail(503, { saved: false });
  },
};
