/** Headers of an in-process answer as fetch knows them; every cookie stays a header of its own. */
export function fetchHeaders(raw: Record<string, string | string[]>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(raw)) {
    if (name === 'set-cookie') for (const cookie of splitCookies(value)) headers.append(name, cookie);
    else if (name !== 'content-length' && name !== 'transfer-encoding') headers.set(name, String(value));
  }
  return headers;
}

/** The house joins several cookies with a line feed, which no cookie can contain. */
function splitCookies(value: string | string[]): string[] {
  return Array.isArray(value) ? value : value.split('\n');
}
