import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@rostrum/contract';
import { freePort } from '@rostrum/testing';
import { openHouse, type House } from './house.ts';
import { Env } from './platform/index.ts';

/** Somebody who signed up and in at a house of a test. */
export interface TestPerson {
  /** For the `Cookie` header. */
  cookie: string;
  personId: string;
  email: string;
}

/** A whole house for a test, on a port of its own. */
export interface TestHouse extends House {
  url: string;
  port: number;
  signUp(name: string): Promise<TestPerson>;
  setRole(personId: string, role: Role): Promise<void>;
}

/** The password of everybody who signs up through `signUp`. */
export const TEST_PASSWORD = 'a-long-enough-password';

/** Every variable that could point a test at something of the machine is emptied. */
const NOTHING_SET = {
  DATABASE_URL: '',
  REDIS_URL: '',
  SMTP_URL: '',
  TRUSTED_ORIGINS: '',
  TRUSTED_PROXIES: '',
  RATES_PROVIDER: 'off',
  RATES_URL: '',
  OTEL_EXPORTER_OTLP_ENDPOINT: '',
};

/**
 * Opens the whole house without its demo, on PGlite in a folder of its own; `env` adds or replaces variables, such as
 * DATABASE_URL. The first owner exists already, so that everybody who signs up is an ordinary bidder, unless `ownerless`.
 */
export async function startHouse(
  options: { env?: Record<string, string>; ownerless?: boolean } = {},
): Promise<TestHouse> {
  const port = Number(options.env?.['PORT'] ?? (await freePort()));
  const folder = await mkdtemp(join(tmpdir(), 'rostrum-house-'));
  const env = Env.fromProcess({
    ...NOTHING_SET,
    DEMO: 'off',
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    ...options.env,
    PORT: String(port),
  });
  const house = await openHouse(env, { dev: false });
  // Through localhost in every case: PUBLIC_URL may name a host that does not exist.
  const url = `http://localhost:${port}`;
  const origin = env.publicUrl;
  const people = house.database.people;
  const signUp = async (name: string): Promise<TestPerson> => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@rostrum.test`;
    await post(`${url}/api/auth/sign-up/email`, origin, { name, email, password: TEST_PASSWORD });
    const stranger = env.smtpUrl === undefined ? null : await people.byEmail(email);
    if (stranger !== null) await house.database.accounts.confirmAddress(stranger.id);
    const answer = await post(`${url}/api/auth/sign-in/email`, origin, { email, password: TEST_PASSWORD });
    const person = await people.byEmail(email);
    if (person === null) throw new Error(`${name} did not come into being`);
    return { cookie: cookieOf(answer), personId: person.id, email };
  };
  if (options.ownerless !== true && !(await people.hasOwner())) {
    const owner = await signUp('House Owner');
    if (!(await people.hasOwner())) await people.setRole(owner.personId, 'owner');
  }
  return {
    ...house,
    url,
    port,
    signUp,
    setRole: (personId, role) => people.setRole(personId, role),
    close: async () => {
      await house.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Posts as a page of the house would; throws where the answer is not 2xx. */
async function post(url: string, origin: string, body: object): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** What a browser would send back of the cookies that an answer sets. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}
