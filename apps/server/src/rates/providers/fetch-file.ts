import { BadRates, type Validators } from './provider.ts';

const WITHIN_MS = 20_000;
/** The largest known has some 15 KB. */
const BYTES_MAX = 512 * 1024;
/** Who asks, for the log of those who give the rates away. */
const USER_AGENT = 'Rostrum (a self-hosted auction house)';

/**
 * Asks for a file, unless it is the one that is known. Throws BadRates where no answer comes in time, where the answer is
 * no file, or where that is too large or no UTF-8.
 */
export async function fetchFile(
  url: string,
  known: Validators,
  ended: AbortSignal,
): Promise<'unchanged' | { text: string; validators: Validators }> {
  const headers: Record<string, string> = { 'user-agent': USER_AGENT };
  if (known.etag !== null) headers['if-none-match'] = known.etag;
  if (known.lastModified !== null) headers['if-modified-since'] = known.lastModified;
  const signal = AbortSignal.any([ended, AbortSignal.timeout(WITHIN_MS)]);
  let answer: Response;
  try {
    answer = await fetch(url, { headers, signal });
  } catch (error) {
    throw new BadRates('unreachable', reasonOf(error));
  }
  if (answer.status === 304) return 'unchanged';
  if (!answer.ok) {
    await answer.body?.cancel().catch(() => undefined);
    throw new BadRates(answer.status < 500 ? 'refused' : 'unreachable', `the answer was ${answer.status}`);
  }
  const text = await textOf(answer);
  const validators = { etag: answer.headers.get('etag'), lastModified: answer.headers.get('last-modified') };
  return { text, validators };
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of body ?? []) {
      bytes += part.length;
      if (bytes > BYTES_MAX) throw new BadRates('malformed', 'the file is too large');
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof BadRates ? error : new BadRates('unreachable', reasonOf(error));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new BadRates('malformed', 'the file is no UTF-8');
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return cause?.code ?? cause?.message ?? error.message;
}
