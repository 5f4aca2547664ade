import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, HouseStore, People, authTables, type Role } from '@rostrum/database';
import { betterAuth } from 'better-auth';
import { hashPassword } from 'better-auth/crypto';
import { Ids } from '../platform/index.ts';
import type { DemoPeopleFile } from './demo-files.ts';

const ROBOT_PASSWORD = 'demo.robots.password';

interface DemoPerson {
  name: string;
  email: string;
  role: Role;
}

/**
 * The people of the demo: five whose password everybody knows, and the robots, whose password nobody does. They are put
 * in beside the ordinary sign-up, which would make the first of them the owner and ask the others to verify an address.
 */
@Injectable()
export class DemoPeople {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly house: HouseStore,
    private readonly ids: Ids,
  ) {}

  /** Puts in those who are missing. Answers the ids of the public ones, in order. */
  async ensure(file: DemoPeopleFile): Promise<string[]> {
    const robots = file.robots.map(({ name, email }) => ({ name, email, role: 'bidder' as const }));
    const known = await this.add(file.people, file.password);
    await this.add(robots, await this.robotPassword());
    return known;
  }

  /** The password of all robots; made once for each house. */
  async robotPassword(): Promise<string> {
    const kept = await this.house.setting(ROBOT_PASSWORD);
    if (typeof kept === 'string') return kept;
    const made = randomBytes(24).toString('base64url');
    await this.house.setSetting(ROBOT_PASSWORD, made);
    return made;
  }

  private async add(group: readonly DemoPerson[], password: string): Promise<string[]> {
    const ids: string[] = [];
    let hash: string | null = null;
    for (const person of group) {
      const known = await this.people.byEmail(person.email);
      // One hash for a group: it shares its password, and hashing is slow on purpose.
      if (known === null) hash ??= await hashPassword(password);
      ids.push(known?.id ?? (await this.create(person, hash!)));
    }
    return ids;
  }

  private async create({ name, email, role }: DemoPerson, hash: string): Promise<string> {
    const { internalAdapter } = await this.context();
    const user = { name, email, emailVerified: true, role, approved: true, demo: true };
    const { id } = await internalAdapter.createUser(user, { method: 'email-password' });
    await internalAdapter.linkAccount({ userId: id, accountId: id, providerId: 'credential', password: hash });
    return id;
  }

  /** better-auth over the same tables, without the hooks of sign-up. */
  private context() {
    const free = { type: 'string', input: true, required: false } as const;
    const flag = { type: 'boolean', input: true, required: false } as const;
    return betterAuth({
      baseURL: 'http://localhost',
      secret: randomBytes(32).toString('base64url'),
      database: this.database.auth as NonNullable<Parameters<typeof betterAuth>[0]['database']>,
      user: { ...authTables.user, additionalFields: { role: free, approved: flag, demo: flag } },
      session: { ...authTables.session },
      account: { ...authTables.account },
      verification: { ...authTables.verification },
      emailAndPassword: { enabled: true },
      logger: { disabled: true },
      telemetry: { enabled: false },
      advanced: { database: { generateId: () => this.ids.uuid() } },
    }).$context;
  }
}
