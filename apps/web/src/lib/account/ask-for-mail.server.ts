import { askHouse } from './house-account.server.ts';
import { emailIn, isEmail } from './typed-account.server.ts';

/** Why no mail was asked for, with the answer's status and the address as it was typed. */
interface NotAsked {
  status: 400 | 429 | 503;
  email: string;
  fault: 'email' | 'tooMany' | 'failed';
}

/**
 * Asks the house for a mail to the address of a form; null once it is asked for. The answer is the same whether the house
 * knows the address or not.
 */
export async function askForMail(
  request: Request,
  fetch: typeof globalThis.fetch,
  path: string,
): Promise<NotAsked | null> {
  const email = emailIn(await request.formData());
  if (!isEmail(email)) return { status: 400, email, fault: 'email' };
  const { answer } = await askHouse({ fetch, path, body: { email } });
  if (answer.ok) return null;
  if (answer.fault === 'invalid') return { status: 400, email, fault: 'email' };
  return answer.fault === 'tooMany'
    ? { status: 429, email, fault: 'tooMany' }
    : { status: 503, email, fault: 'failed' };
}
