/** Headers of an in-process answer as fetch knows them; every cookie stays a header of its own. */
export function fetchHeaders(raw: Record<string, string | string[]>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    if (name === 'set-cookie') for (const cookie of splitCookies(value)) headers.append(name, cookie);
    else if (name !== 'content-length' && name !== 'transfer-encoding') headers.set(name, String(value));
  }
  return headers;
}

/** Cookies that came joined by commas; the comma inside an `Expires` date does not part them. */
export function splitCookies(value: string | string[]): string[] {
  return Array.isArray(value) ? value : value.split(/,(?=\s*[^;,=\s]+=)/).map((cookie) => cookie.trim());
}
