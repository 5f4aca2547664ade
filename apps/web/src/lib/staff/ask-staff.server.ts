import type { PictureFault, Problem } from '@rostrum/contract';
import type { StaffFault } from './staff-fault.ts';

/** What became of a change that a staff page asked for. */
export type StaffAnswer<T> = { ok: true; data: T } | { ok: false; status: number; fault: StaffFault | PictureFault };

interface Asked {
  fetch: typeof globalThis.fetch;
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  body?: object;
}

const KNOWN: readonly string[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'LOT_UNKNOWN', 'RATE_LIMITED', 'BUSY'];

/** Asks the house for a change. Throws nothing: a house that does not answer is `failed`. */
export async function askStaff<T>({ fetch, method, path, body }: Asked): Promise<StaffAnswer<T>> {
  try {
    const response = await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (response.ok) return { ok: true, data: (await response.json()) as T };
    const problem = (await response.json().catch(() => null)) as Problem | null;
    return { ok: false, status: response.status, fault: faultOf(problem) };
  } catch {
    return { ok: false, status: 503, fault: 'failed' };
  }
}

function faultOf(problem: Problem | null): StaffFault | PictureFault {
  if (problem?.code === 'BAD_REQUEST' && problem.fault) return problem.fault;
  return problem && KNOWN.includes(problem.code) ? (problem.code as StaffFault) : 'failed';
}
