import type { Cookies } from '@sveltejs/kit';

/** What became of an account request: done, or why not in the words that a form can show. */
export type AccountAnswer =
  { ok: true } | { ok: false; fault: 'wrong' | 'invalid' | 'unverified' | 'tooMany' | 'failed' };

interface Asked {
  fetch: typeof globalThis.fetch;
  path: string;
  body: Record<string, unknown>;
}

/** Sends an account request to the house. Throws nothing: a house that does not answer is `failed`. */
export async function askHouse({
  fetch,
  path,
  body,
}: Asked): Promise<{ answer: AccountAnswer; response: Response | null }> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    return { answer: { ok: false, fault: 'failed' }, response: null };
  }
  if (response.ok) return { answer: { ok: true }, response };
  const problem = (await response.json().catch(() => ({}))) as { code?: string };
  return { answer: { ok: false, fault: faultOf(response.status, problem.code ?? '') }, response };
}

function faultOf(status: number, code: string): Extract<AccountAnswer, { ok: false }>['fault'] {
  if (status === 429) return 'tooMany';
  if (/VERIF/.test(code)) return 'unverified';
  if (status === 400 || status === 422) return 'invalid';
  return status === 401 || status === 403 || status === 404 ? 'wrong' : 'failed';
}

/** Hands the house's cookies on to the visitor exactly as they came, signature and flags included. */
export function passCookies(response: Response | null, cookies: Cookies): void {
  for (const header of response?.headers.getSetCookie() ?? []) {
    const { name, value, ...options } = cookies.parse(header, { decode: (text) => text });
    if (value === undefined) continue;
    cookies.set(name, value, {
      secure: false,
      httpOnly: false,
      ...options,
      path: options.path ?? '/',
      encode: (text) => text,
    });
  }
}
