import { openDatabase } from '@rostrum/database';
import { z } from 'zod';
import { createOwnerLink } from './accounts/owner.link.ts';
import { Env, EnvError } from './platform/env.ts';
import { stopWithLine } from './process.ts';

/** `npm run owner -- EMAIL`: prints a one-time link that makes the person with this address an owner. */
try {
  const env = Env.fromProcess();
  const email = z.email().safeParse(process.argv[2]).data;
  if (email === undefined) throw new EnvError('npm run owner', 'needs an e-mail address: npm run owner -- EMAIL');
  const database = await openDatabase(env.database);
  const link = await createOwnerLink(database.people, env.publicUrl, email, await database.house.clock());
  await database.close();
  process.stdout.write(`Signed in as ${email}, open within a day: ${link}\n`);
} catch (error) {
  stopWithLine(error);
}
