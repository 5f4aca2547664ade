import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `kept`: COMMIT arrives, and its answer does not. `lost`: COMMIT does not arrive. */
export type Cut = 'kept' | 'lost';

/** A line to PostgreSQL that breaks at the COMMIT of a chosen command. */
export interface CommitCutter {
  port: number;
  /** Breaks the line at the COMMIT of the transaction that stores this command's answer. */
  cutAt(commandId: string, how: Cut): void;
  /** How many lines were broken so. */
  cuts(): number;
  close(): Promise<void>;
}

/** How long PostgreSQL is given to commit before its line breaks too. */
const COMMITS_WITHIN_MS = 150;
/** A transaction's statements and its COMMIT may come in several pieces. */
const REMEMBERED = 2 ** 20;

export async function startCommitCutter(postgresPort: number): Promise<CommitCutter> {
  const wanted = new Map<string, Cut>();
  const open = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const database = connect(postgresPort, '127.0.0.1');
    for (const socket of [client, database]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => open.delete(socket));
    }
    client.once('close', () => database.destroy());
    database.once('close', () => client.destroy());
    database.on('data', (answer) => client.write(answer));
    let said = '';
    client.on('data', (chunk) => {
      said = (said + chunk.toString('latin1')).slice(-REMEMBERED);
      const commits = said.lastIndexOf('COMMIT\0');
      const found = commits < 0 ? undefined : [...wanted].find(([id]) => said.lastIndexOf(id, commits) >= 0);
      if (commits >= 0) said = '';
      if (!found) return void database.write(chunk);
      wanted.delete(found[0]);
      cuts++;
      database.removeAllListeners('data').resume();
      if (found[1] === 'kept') database.write(chunk);
      else database.destroy();
      setTimeout(() => client.resetAndDestroy(), COMMITS_WITHIN_MS);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cutAt: (commandId, how) => void wanted.set(commandId, how),
    cuts: () => cuts,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
