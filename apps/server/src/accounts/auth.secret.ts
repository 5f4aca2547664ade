import { randomBytes } from 'node:crypto';
import type { HouseStore } from '@rostrum/database';

/** The key that signs session cookies: made once in the life of a house, the same on every node. */
export function authSecret(house: HouseStore): Promise<string> {
  return house.settingMadeOnce('auth.secret', () => randomBytes(32).toString('base64url'));
}
