import { randomUUID } from 'node:crypto';

/** Everybody's password in journeys. */
export const PASSWORD = 'journey-journey-journey';

/** A person with a session, as a program holds it. */
export interface Visitor {
  name: string;
  email: string;
  cookie: string;
}

/** JSON to the house as its own page sends it. */
export function send(url: string, path: string, body: unknown, cookie = ''): Promise<Response> {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin, cookie },
    body: JSON.stringify(body),
  });
}

/** Signs a person in and answers the cookie. */
export async function signIn(url: string, email: string, password = PASSWORD): Promise<string> {
  const answer = await send(url, '/api/auth/sign-in/email', { email, password });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs a new person up and in. The first one of a house on loopback owns it and cannot bid. */
export async function signUp(url: string, name: string): Promise<Visitor> {
  const email = `${name.toLowerCase()}-${randomUUID().slice(0, 8)}@journey.test`;
  const answer = await send(url, '/api/auth/sign-up/email', { name, email, password: PASSWORD });
  if (!answer.ok) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`);
  return { name, email, cookie: await signIn(url, email) };
}

/** Takes a paddle for an auction. */
export async function register(url: string, slug: string, cookie: string): Promise<number> {
  const answer = await send(url, `/api/auctions/${slug}/register`, { acceptTerms: true }, cookie);
  if (!answer.ok) throw new Error(`registration answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { paddle: number }).paddle;
}

/** `count` bidders with paddles, behind an owner who came first. */
export async function bidders(url: string, slug: string, count: number): Promise<Visitor[]> {
  await signUp(url, 'Olga');
  const people: Visitor[] = [];
  for (let i = 0; i < count; i++) {
    const person = await signUp(url, ['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus', 'Ida'][i % 8]!);
    await register(url, slug, person.cookie);
    people.push(person);
  }
  return people;
}
