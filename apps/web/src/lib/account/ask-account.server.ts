import type { Problem } from '@rostrum/contract';

/** Why a change of the own account was not made. */
export type SettingsFault = 'name' | 'current' | 'password' | 'invalid' | 'forbidden' | 'shared' | 'tooMany' | 'failed';

interface Asked {
  fetch: typeof globalThis.fetch;
  method: 'PATCH' | 'POST';
  path: string;
  body?: object;
}

/** Asks for a change of the own account; what was wrong comes as a word. Throws nothing. */
export async function askAccount({
  fetch,
  method,
  path,
  body = {},
}: Asked): Promise<{ fault: SettingsFault | null; signedOut: boolean; response: Response | null }> {
  const init = { method, headers: { 'content-type': 'application/json', accept: 'application/json' } };
  const response = await fetch(path, { ...init, body: JSON.stringify(body) }).catch(() => null);
  if (response === null) return { fault: 'failed', signedOut: false, response };
  if (response.ok) return { fault: null, signedOut: false, response };
  const problem = (await response.json().catch(() => null)) as Problem | null;
  return { fault: faultOf(problem), signedOut: response.status === 401, response };
}

function faultOf(problem: Problem | null): SettingsFault {
  switch (problem?.code) {
    case 'BAD_REQUEST':
      return problem.path === 'name' || problem.path === 'current' || problem.path === 'password'
        ? problem.path
        : 'invalid';
    case 'FORBIDDEN':
      return 'forbidden';
    case 'RATE_LIMITED':
      return 'tooMany';
    default:
      return 'failed';
  }
}
