import { fail } from '@sveltejs/kit';
import type { StaffMistakes } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import { askStaff } from '#lib/staff/ask-staff.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  mistakes: await readHouse<StaffMistakes>(fetch, '/api/staff/mistakes'),
  /** The one whose void is previewed and waits for a yes. */
  asked: url.searchParams.get('void'),
});

async function answer({ request, fetch }: RequestEvent, act: 'void' | 'decline') {
  const form = await request.formData();
  const [id, words] = [String(form.get('id') ?? ''), String(form.get('answer') ?? '').trim()];
  const answered = await askStaff<{ ok: true }>({
    fetch,
    method: 'POST',
    path: `/api/staff/mistakes/${encodeURIComponent(id)}/${act}`,
    body: words === '' ? {} : { answer: words },
  });
  if (!answered.ok) return fail(answered.status, { id, answer: words, fault: true as const });
  return { done: act === 'void' ? ('voided' as const) : ('declined' as const) };
}

export const actions: Actions = {
  void: (event) => answer(event, 'void'),
  decline: (event) => answer(event, 'decline'),
};
