import { createHash, randomBytes } from 'node:crypto';
import type { People } from '@rostrum/database';

/** A link is good for this long, in ms. */
export const OWNER_LINK_MS = 24 * 3600 * 1000;

/** A secret for a link, and the page that takes it. */
export function newOwnerLink(publicUrl: string): { hash: string; link: string } {
  const token = randomBytes(24).toString('base64url');
  return { hash: hashOfToken(token), link: `${publicUrl}/owner?token=${token}` };
}

/** Only this is kept of a link's token. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Makes a link that is good once, for the person with this address. `now` in epoch ms. */
export async function createOwnerLink(
  people: Pick<People, 'createOwnerLink'>,
  publicUrl: string,
  email: string,
  now: number,
): Promise<string> {
  const { hash, link } = newOwnerLink(publicUrl);
  await people.createOwnerLink(email, hash, now + OWNER_LINK_MS);
  return link;
}
