import { fail } from '@sveltejs/kit';
import type { StaffLotPictures } from '@rostrum/contract';
import { readHouse } from '#lib/house/read-house.ts';
import { askStaff, type StaffAnswer } from '#lib/staff/ask-staff.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const pathOf = (id: string): string => `/api/staff/lots/${encodeURIComponent(id)}/pictures`;

/** `added`, `fault` and `alt` are what a plain form comes back with. */
export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  ...(await readHouse<StaffLotPictures>(fetch, pathOf(params.id))),
  added: url.searchParams.has('added'),
  fault: url.searchParams.get('fault'),
  alt: (url.searchParams.get('alt') ?? '').slice(0, 500),
});

async function hashesOf({ fetch, params }: Pick<RequestEvent, 'fetch' | 'params'>): Promise<string[]> {
  const { pictures } = await readHouse<StaffLotPictures>(fetch, pathOf(params.id));
  return pictures.map(({ hash }) => hash);
}

function refused(answer: Extract<StaffAnswer<unknown>, { ok: false }>, hash: string, alt: string | null) {
  return fail(answer.status, { fault: answer.fault, hash, alt });
}

export const actions: Actions = {
  describe: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const [hash, alt] = [String(form.get('hash') ?? ''), String(form.get('alt') ?? '')];
    const path = `${pathOf(params.id)}/${encodeURIComponent(hash)}`;
    const answer = await askStaff({ fetch, method: 'PATCH', path, body: { alt } });
    return answer.ok ? { done: 'describe' as const, hash } : refused(answer, hash, alt);
  },

  move: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const hash = String(form.get('hash') ?? '');
    const hashes = await hashesOf({ fetch, params });
    const from = hashes.indexOf(hash);
    const to = Math.min(hashes.length - 1, Math.max(0, from + (form.get('by') === '-1' ? -1 : 1)));
    if (from >= 0) hashes.splice(to, 0, ...hashes.splice(from, 1));
    const answer = await askStaff({ fetch, method: 'PUT', path: pathOf(params.id), body: { hashes } });
    if (!answer.ok) return refused(answer, hash, null);
    return { done: 'move' as const, hash, place: to + 1, count: hashes.length };
  },

  remove: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const hash = String(form.get('hash') ?? '');
    const before = await hashesOf({ fetch, params });
    const path = `${pathOf(params.id)}/${encodeURIComponent(hash)}`;
    const answer = await askStaff({ fetch, method: 'DELETE', path });
    return answer.ok ? { done: 'remove' as const, hash, before } : refused(answer, hash, null);
  },

  /** Takes a removal back: the order as it was before it. */
  restore: async ({ request, fetch, params }) => {
    const form = await request.formData();
    const hashes = form.getAll('hashes').map(String);
    const answer = await askStaff({ fetch, method: 'PUT', path: pathOf(params.id), body: { hashes } });
    return answer.ok ? { done: 'restore' as const, hash: '' } : refused(answer, '', null);
  },
};
