import { createHash, randomBytes } from 'node:crypto';
import { People } from '@rostrum/database';

/** A link is good for this long, in ms. */
const LINK_MS = 24 * 3600 * 1000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Makes a one-time link that gives its user the house. `email` is the person it is meant for, '' for anybody. */
export async function createOwnerLink(
  people: Pick<People, 'createOwnerLink'>,
  publicUrl: string,
  email: string,
  now: number,
): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await people.createOwnerLink(email.toLowerCase(), hashOf(token), now + LINK_MS);
  return `${publicUrl}/owner?token=${token}`;
}

/** Uses a link for a signed-in person. False where it is unknown, used, too old or meant for somebody else. */
export function useOwnerLink(people: Pick<People, 'useOwnerLink'>, token: string, personId: string): Promise<boolean> {
  return people.useOwnerLink(hashOf(token), personId);
}
