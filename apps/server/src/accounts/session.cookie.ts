import { createHmac, timingSafeEqual } from 'node:crypto';

/** The name of better-auth's session cookie; browsers hold the second form to https. */
export function sessionCookieName(secure: boolean): string {
  return `${secure ? '__Secure-' : ''}better-auth.session_token`;
}

/** The session's token in a `Cookie` header, where its signature is ours; otherwise null. */
export function sessionTokenIn(header: string | undefined, name: string, secret: string): string | null {
  const signed = cookieIn(header, name);
  const dot = signed?.lastIndexOf('.') ?? -1;
  if (signed === null || dot < 1) return null;
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

function cookieIn(header: string | undefined, name: string): string | null {
  const pair = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`));
  if (pair === undefined) return null;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    return null;
  }
}
