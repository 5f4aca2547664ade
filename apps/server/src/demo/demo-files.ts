import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const minor = z.int().positive();
const step = z.strictObject({ fromMinor: z.int().min(0), stepMinor: minor });
const ladder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('table'), steps: z.array(step).min(1) }),
  z.strictObject({ kind: z.literal('flat'), stepMinor: minor }),
  z.strictObject({ kind: z.literal('percentage'), rateBp: z.int().min(0), floorMinor: minor }),
]);
const lot = z.strictObject({
  title: z.string(),
  category: z.string(),
  description: z.string(),
  provenance: z.string(),
  estimateLowMinor: minor,
  estimateHighMinor: minor,
  openingMinor: minor,
  reserveMinor: minor.nullable(),
  ladder: ladder.optional(),
  pictures: z.array(z.strictObject({ file: z.string(), alt: z.string() })).min(1),
});
const sale = z.strictObject({
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  terms: z.string(),
  currency: z.string(),
  exponent: z.int(),
  zone: z.string(),
  ladder,
  premium: z.strictObject({
    tiers: z.array(z.strictObject({ fromMinor: z.int().min(0), rateBp: z.int().min(0) })),
    tax: z.strictObject({ rateBp: z.int().min(0), on: z.enum(['premium', 'hammer', 'both']) }),
  }),
  lots: z.array(lot).min(1),
});
const manifest = z.record(
  z.string(),
  z.strictObject({
    hash: z.string(),
    width: z.int(),
    height: z.int(),
    widths: z.array(z.int()),
    placeholder: z.string(),
    credit: z.strictObject({ title: z.string(), author: z.string(), licence: z.string(), sourceUrl: z.string() }),
  }),
);
const robot = z.strictObject({
  name: z.string(),
  email: z.string(),
  temper: z.enum(['early', 'nibbler', 'collector', 'sniper']),
  budgetMinor: minor,
  seed: z.int(),
  favourites: z.array(z.string()),
});
const people = z.strictObject({
  password: z.string(),
  people: z.array(z.strictObject({ name: z.string(), email: z.string(), role: z.enum(['bidder', 'staff', 'owner']) })),
  robots: z.array(robot),
});

const talk = z.array(
  z.strictObject({
    /** Title of the lot; null: the auction's own room. */
    lot: z.string().nullable(),
    said: z.array(z.strictObject({ by: z.string(), body: z.string(), replyTo: z.int().min(0).optional() })).min(1),
  }),
);
const talks = z.strictObject({ running: talk, coming: talk });

/** A sale of the demo as it is written in demo/catalogue. */
export type DemoSale = z.infer<typeof sale>;
/** Who there is in the demo. */
export type DemoPeopleFile = z.infer<typeof people>;
/** A robot's person and nature. */
export type DemoRobot = z.infer<typeof robot>;

/** Everything that the demo is made of. */
export interface DemoFiles {
  folder: string;
  sales: { running: DemoSale; coming: DemoSale };
  pictures: z.infer<typeof manifest>;
  people: DemoPeopleFile;
  /** What is asked and answered in each sale. `replyTo` is the place of another message in its room. */
  talk: z.infer<typeof talks>;
}

/** Reads the demo beside the server. Throws where a file is missing or not as it should be. */
export async function readDemo(): Promise<DemoFiles> {
  const folder = demoFolder();
  const read = async <T>(schema: z.ZodType<T>, ...path: string[]): Promise<T> =>
    schema.parse(JSON.parse(await readFile(join(folder, ...path), 'utf8')));
  const [running, coming, pictures, everybody, talk] = await Promise.all([
    read(sale, 'catalogue', 'linden-house.json'),
    read(sale, 'catalogue', 'linden-house-workshop.json'),
    read(manifest, 'renditions', 'manifest.json'),
    read(people, 'people.json'),
    read(talks, 'talk.json'),
  ]);
  return { folder, sales: { running, coming }, pictures, people: everybody, talk };
}

/** The folder `demo` of the checkout: above this file, as source and as a bundle alike. */
function demoFolder(): string {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'demo', 'people.json'))) return join(at, 'demo');
  }
  throw new Error('The folder demo is missing; start with DEMO=off or restore it.');
}
