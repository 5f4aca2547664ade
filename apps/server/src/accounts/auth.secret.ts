import { randomBytes } from 'node:crypto';
import type { HouseStore } from '@rostrum/database';

const KEY = 'auth.secret';

/** The key that signs session cookies: made once in the life of a house, the same on every node. */
export async function authSecret(house: HouseStore): Promise<string> {
  const known = await house.setting(KEY);
  if (typeof known === 'string') return known;
  return house.exclusively(KEY, async () => {
    const other = await house.setting(KEY);
    if (typeof other === 'string') return other;
    const secret = randomBytes(32).toString('base64url');
    await house.setSetting(KEY, secret);
    return secret;
  });
}
