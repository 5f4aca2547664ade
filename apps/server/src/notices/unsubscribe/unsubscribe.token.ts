import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { MAIL_PACES, NOTICE_TOPICS, type MailPace, type NoticeTopic } from '@rostrum/contract';

/**
 * What the link at the foot of a mail turns off: one topic by mail, or every mail that is not urgent, with the pace to
 * go back to.
 */
export interface Unsubscribed {
  personId: string;
  channel: 'mail';
  what: NoticeTopic | `pace:${MailPace}`;
}

/** Whether a link can turn this off. */
export function canEnd(what: string): what is Unsubscribed['what'] {
  return WHATS.includes(what);
}

const NONCE = 12;
const TAG = 16;
const ID = 16;
const WHATS: readonly string[] = [...NOTICE_TOPICS, ...MAIL_PACES.map((pace) => `pace:${pace}`)];

/**
 * The link's token: encrypted and authenticated with the house's key of 32 bytes, so that nobody can make one, change one
 * into another, or read the person out of an address that passes through logs. It never ends: mails are kept for years.
 * The id of a person is a UUID, and goes as 16 bytes: the whole has less than 80 characters.
 */
export function unsubscribeToken(key: Buffer, { personId, channel, what }: Unsubscribed): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const said = Buffer.concat([Buffer.from(personId.replaceAll('-', ''), 'hex'), Buffer.from(`${channel} ${what}`)]);
  return Buffer.concat([nonce, cipher.update(said), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Null for what this house never gave. */
export function readUnsubscribeToken(key: Buffer, token: string): Unsubscribed | null {
  const bytes = Buffer.from(token, 'base64url');
  // Other spellings of the same bytes are no tokens.
  if (bytes.length <= NONCE + TAG + ID || bytes.toString('base64url') !== token) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAuthTag(bytes.subarray(-TAG));
  try {
    const said = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    const personId = said
      .subarray(0, ID)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    const [channel, what] = said.subarray(ID).toString().split(' ');
    return channel === 'mail' && what !== undefined && canEnd(what) ? { personId, channel, what } : null;
  } catch {
    return null;
  }
}
