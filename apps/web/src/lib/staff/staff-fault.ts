import type { PictureFault } from '@rostrum/contract';
import type { StaffMessages } from '#lib/messages/shape.ts';

/** Why a change was refused, as far as the pages have words for it. */
export type StaffFault = keyof StaffMessages['refused'] | 'failed';

/** A refusal in words; anything that the pages do not know is a failure that may be tried again. */
export function faultWords(fault: StaffFault | PictureFault | (string & {}), t: StaffMessages): string {
  if (isKeyOf(t.refused, fault)) return t.refused[fault];
  if (isKeyOf(t.picture.fault, fault)) return t.picture.fault[fault];
  return t.failed;
}

function isKeyOf<T extends object>(words: T, key: PropertyKey): key is keyof T {
  return Object.hasOwn(words, key);
}
