import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy as some offices have it: it carries HTTP and cuts every attempt at a socket. */
export interface HttpOnlyProxy {
  port: number;
  /** Sockets that were asked for and cut. */
  readonly cut: number;
  close(): Promise<void>;
}

/** Starts one in front of a port of loopback. */
export async function startHttpOnlyProxy(targetPort: number): Promise<HttpOnlyProxy> {
  let cut = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const onward = request({ host: 'localhost', port: targetPort, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.on('upgrade', (_, socket) => {
    cut += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get cut() {
      return cut;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
