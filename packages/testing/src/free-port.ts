import { createServer } from 'node:net';

/** Below what systems give to connections that go out (Linux from 32,768, others from 49,152), above what services have. */
const FIRST = 10_000;
const BLOCK = 100;
const BLOCKS = 220;

const first = FIRST + (process.pid % BLOCKS) * BLOCK;
let given = 0;

/**
 * A port on which nobody listens, for a server that starts later, stops, and starts again. One that the system would give
 * (`listen(0)`) could be some connection's own by then: each process goes through a block of its own below those.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < BLOCK; tries++) {
    const port = first + (given++ % BLOCK);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port from ${first} to ${first + BLOCK - 1} is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
