import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { forward, NO_FAULTS, type Faults } from './faults.ts';

/** One connection through the proxy. */
export interface ProxiedConnection {
  /** Sets faults of this connection only; the rest stay those of the proxy. */
  set(faults: Partial<Faults>): void;
  /** Both ends see an orderly close. */
  cut(): void;
  /** Both ends see a reset. */
  reset(): void;
}

/** A TCP proxy on loopback that breaks what it carries. */
export interface FaultProxy {
  readonly port: number;
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** Open connections, oldest first. */
  connections(): ProxiedConnection[];
  /** How many were accepted so far. */
  readonly accepted: number;
  /** Sets faults of all connections, also of those to come. */
  set(faults: Partial<Faults>): void;
  /** While true, new connections are reset. */
  refuse(refusing: boolean): void;
  cutAll(): void;
  resetAll(): void;
  close(): Promise<void>;
}

/** Starts a proxy to a port of loopback. */
export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let common: Faults = { ...NO_FAULTS };
  let refusing = false;
  let accepted = 0;
  const open = new Set<ProxiedConnection>();
  const server = createServer({ allowHalfOpen: false }, (client) => {
    client.on('error', () => undefined);
    if (refusing) {
      client.resetAndDestroy();
      return;
    }
    accepted += 1;
    const connection = join(client, targetPort, () => common);
    open.add(connection);
    client.once('close', () => open.delete(connection));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const resetAll = (): void => open.forEach((connection) => connection.reset());
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connections: () => [...open],
    get accepted() {
      return accepted;
    },
    set: (faults) => void (common = { ...common, ...faults }),
    refuse: (now) => void (refusing = now),
    cutAll: () => open.forEach((connection) => connection.cut()),
    resetAll,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      resetAll();
      await closed;
    },
  };
}

function join(client: Socket, targetPort: number, common: () => Faults): ProxiedConnection {
  let own: Partial<Faults> = {};
  const faults = (): Faults => ({ ...common(), ...own });
  const server = connect(targetPort, '127.0.0.1');
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
  }
  // A frozen line keeps one end open although the other went; reset and cut end both.
  client.once('close', () => void (!faults().frozen && server.destroy()));
  server.once('close', () => void (!faults().frozen && client.destroySoon()));
  void forward(client, server, faults);
  void forward(server, client, faults);
  return {
    set: (changed) => void (own = { ...own, ...changed }),
    cut: () => [client, server].forEach((socket) => socket.destroy()),
    reset: () => [client, server].forEach((socket) => socket.resetAndDestroy()),
  };
}
