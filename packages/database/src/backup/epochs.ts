import type { PlainConnection } from './plain-connection.ts';

/** What has an epoch; a database from before some of them has fewer. */
const WITH_EPOCHS = ['lots', 'chat_rooms'];

/** Begins a new life of every ledger: whoever watched the one before takes the whole state. */
export async function renewAllEpochs({ rows, script }: Pick<PlainConnection, 'rows' | 'script'>): Promise<void> {
  for (const table of WITH_EPOCHS) {
    const [found] = await rows<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
    if (found?.there) await script(`UPDATE ${table} SET epoch = left(gen_random_uuid()::text, 8)`);
  }
}
