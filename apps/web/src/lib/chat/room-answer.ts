import { HouseError } from '@rostrum/client';
import type { WireError } from '@rostrum/contract';

/** What became of an act; `error` is null where no answer came. */
export type Answered = { ok: true } | { ok: false; error: WireError | null };

/** An act's answer as a value, whether it came as one, was thrown, or did not come. */
export async function answered(
  act: Promise<{ ok: true } | { ok: false; error: WireError } | unknown>,
): Promise<Answered> {
  try {
    const answer = await act;
    const refused = answer as { ok?: boolean; error?: WireError } | undefined;
    return refused?.ok === false && refused.error ? { ok: false, error: refused.error } : { ok: true };
  } catch (cause) {
    return { ok: false, error: cause instanceof HouseError ? cause.error : null };
  }
}
