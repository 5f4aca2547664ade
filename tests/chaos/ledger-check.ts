import { openDatabase } from '@rostrum/database';
import type { LotEvent } from '@rostrum/domain';
import pg from 'pg';
import type { History, Intent } from './history.ts';

/** An event as it stands in the ledger, with the command that it came of. */
export type LedgerLine = LotEvent & { commandId: string | null };

/** What the house kept, read past the house. */
export interface Kept {
  /** By lot, in order. */
  ledgers: Map<string, LedgerLine[]>;
  /** By `person command`: the stored answer; null where it was cancelled. */
  receipts: Map<string, string | null>;
}

export async function readKept(url: string, lotIds: readonly string[]): Promise<Kept> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const events = await client.query(
      `SELECT lot_id, seq::int, version::int, at::float8, type, public, secret, command_id
       FROM lot_events WHERE lot_id = ANY ($1) ORDER BY lot_id, seq`,
      [lotIds],
    );
    const ledgers = new Map<string, LedgerLine[]>(lotIds.map((id) => [id, []]));
    for (const { lot_id, command_id, ...event } of events.rows) {
      ledgers.get(lot_id as string)!.push({ ...event, commandId: command_id } as LedgerLine);
    }
    const commands = await client.query('SELECT person_id, id, receipt FROM commands');
    const receipts = new Map<string, string | null>();
    for (const { person_id, id, receipt } of commands.rows)
      receipts.set(`${person_id} ${id}`, receipt as string | null);
    return { ledgers, receipts };
  } finally {
    await client.end();
  }
}

/** Every lot's fold against its snapshot: what `npm run verify` does. */
export async function unsoundLots(url: string): Promise<string[]> {
  const database = await openDatabase({ url, poolSize: 1 });
  const unsound: string[] = [];
  for await (const { lotId, ok, difference } of database.ledger.verify())
    if (!ok) unsound.push(`${lotId}: ${difference}`);
  await database.close();
  return unsound;
}

const isOrder = (line: LedgerLine): boolean => line.type === 'BidPlaced' || line.type === 'MaximumRaised';

/** How often the ledger is not what bidders were told. */
export function lostOrDoubled({ intents, contradictions }: History, { ledgers, receipts }: Kept): string[] {
  const violations = [...contradictions];
  const orders = new Map<string, { lotId: string; line: LedgerLine }[]>();
  for (const [lotId, lines] of ledgers) {
    for (const line of lines.filter(isOrder)) {
      const key = line.commandId ?? 'nobody';
      orders.set(key, [...(orders.get(key) ?? []), { lotId, line }]);
    }
  }
  const asked = new Set<string>();
  for (const intent of intents) {
    const { id } = intent.body;
    // The same id for two lots is two intents; the ledger has what came of both.
    asked.add(id);
    const own = (orders.get(id) ?? []).filter(({ lotId }) => lotId === intent.body.lotId);
    if (intent.fate?.kind !== 'accepted') {
      if (own.length > 0) violations.push(`${id} was told ${intent.fate?.kind ?? 'nothing'} and stands in the ledger`);
      continue;
    }
    if (own.length !== 1) violations.push(`${id} was accepted and stands ${own.length} times in the ledger`);
    else violations.push(...differences(intent, own[0]!.line));
    const kept = receipts.get(`${intent.bidder.personId} ${id}`);
    const told = JSON.stringify({ ok: true, receipt: intent.fate.receipt });
    if (kept !== told) violations.push(`${id} was told ${told}, kept is ${kept}`);
  }
  for (const [id, lines] of orders) {
    if (!asked.has(id)) violations.push(`${id} stands ${lines.length} times in the ledger, and nobody asked for it`);
  }
  return violations;
}

function differences({ body, bidder, fate }: Intent, line: LedgerLine): string[] {
  if (fate?.kind !== 'accepted' || (line.type !== 'BidPlaced' && line.type !== 'MaximumRaised')) return [];
  const { outcome, maxMinor } = fate.receipt;
  const wrong: string[] = [];
  if (line.secret.bidderId !== bidder.personId) wrong.push(`${body.id} stands under another person`);
  if (line.secret.maxMinor !== body.maxMinor || maxMinor !== body.maxMinor)
    wrong.push(`${body.id} stands at another maximum`);
  if (line.type === 'MaximumRaised' && outcome !== 'raised')
    wrong.push(`${body.id} was told ${outcome}, and is hidden`);
  return wrong;
}
