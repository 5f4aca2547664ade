import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { until } from '../../../tests/e2e/house.ts';
import type { ProbeAnswers, ProbeAsk } from './probe.ts';

const root = join(import.meta.dirname, '../../..');
const PROBE = pathToFileURL(join(import.meta.dirname, 'probe.ts')).href;

/** Variables that could point a server at something of the machine. */
const NOT_INHERITED = /^(DATABASE_URL|REDIS_URL|SMTP_URL|PUBLIC_URL|PORT|TEST_.*|VITEST.*|NODE_OPTIONS)$/;

/** A server in a process of its own, with a probe in it that says what it costs. */
export class ServerProcess {
  readonly port: number;
  readonly #process: ChildProcess;
  #printed = '';

  private constructor(script: string, env: Record<string, string>) {
    this.port = Number(env['PORT']);
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name)));
    this.#process = spawn(process.execPath, ['--expose-gc', '--import', PROBE, script], {
      cwd: root,
      env: { ...inherited, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.on('data', (data: Buffer) => (this.#printed += data.toString()));
  }

  /** Starts a script, by its path from the root, and waits until `path` of it answers 200. `env` names its PORT. */
  static async start(script: string, env: Record<string, string>, path: string): Promise<ServerProcess> {
    const server = new ServerProcess(script, env);
    const url = `http://localhost:${server.port}${path}`;
    const answers = async (): Promise<boolean> => {
      const { exitCode } = server.#process;
      if (exitCode !== null) throw new Error(`${script} ended with ${exitCode}: ${server.#printed.slice(-2_000)}`);
      return fetch(url).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await until(answers, `${script} answers`);
    return server;
  }

  /** CPU time since its start, user and system, in ms. */
  async cpuMs(): Promise<number> {
    return (await this.#ask({ probe: 'cpu' })).ms;
  }

  /** Resident memory and heap in bytes, after a collection of garbage. */
  memory(): Promise<ProbeAnswers['memory']> {
    return this.#ask({ probe: 'memory' });
  }

  /** Tells a peer of ours what to do. */
  tell(message: object): void {
    this.#process.send(message);
  }

  /** SIGTERM, or kill -9, and waits for the end. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill(signal);
    await ended;
  }

  #ask<A extends ProbeAsk>(ask: A): Promise<ProbeAnswers[A['probe']]> {
    return new Promise((resolve) => {
      this.#process.once('message', ({ probed }: { probed: ProbeAnswers[A['probe']] }) => resolve(probed));
      this.#process.send(ask);
    });
  }
}
