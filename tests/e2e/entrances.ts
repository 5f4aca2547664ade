import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { until } from './house.ts';

const root = join(import.meta.dirname, '../..');

/** What stands before several nodes and sends each visitor to one of them. */
export interface Entrance {
  /** It is opened once the nodes' ports are known; where it leads is known before. */
  open(nodes: readonly number[]): Promise<void>;
  close(): Promise<void>;
}

/** A kind of entrance. `scheme` is what visitors speak to it. */
export interface EntranceKind {
  name: string;
  scheme: 'http' | 'https';
  /** Whether its program is on this machine. */
  found: boolean;
  at(port: number): Entrance;
}

const has = (...programs: string[]): boolean =>
  programs.every((program) => !spawnSync(program, ['version'], { stdio: 'ignore' }).error);

/** The proxies of docs/operations.md, with the very files of deploy/, and the plainest thing that works. */
export const entrances: EntranceKind[] = [
  { name: 'a TCP balancer', scheme: 'http', found: true, at: tcpBalancer },
  { name: 'nginx', scheme: 'https', found: has('nginx', 'openssl'), at: nginx },
  { name: 'Caddy', scheme: 'https', found: has('caddy'), at: caddy },
];

/** Nodes in turn; one that does not take the connection is passed over. */
function tcpBalancer(port: number): Entrance {
  let nodes: readonly number[] = [];
  let turn = 0;
  const sockets = new Set<Socket>();
  const lead = (visitor: Socket, tries: number): void => {
    const node = connect(nodes[turn++ % nodes.length]!, '127.0.0.1');
    node.once('error', () => (tries > 1 ? lead(visitor, tries - 1) : visitor.destroy()));
    node.once('connect', () => {
      node.removeAllListeners('error').on('error', () => visitor.destroy());
      node.once('close', () => visitor.destroy());
      visitor.once('close', () => node.destroy());
      visitor.pipe(node).pipe(visitor);
    });
  };
  const server = createServer((visitor) => {
    sockets.add(visitor.on('error', () => undefined).once('close', () => sockets.delete(visitor)));
    lead(visitor, nodes.length);
  });
  return {
    async open(ports) {
      nodes = ports;
      await new Promise<void>((resolve) => server.listen(port, () => resolve()));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function nginx(port: number): Entrance {
  return program(port, 'certificate.pem', (folder, nodes) => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const asked = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    spawnSync('openssl', [...asked, ...name, '-keyout', key, '-out', certificate]);
    const site = deployed('nginx.conf')
      .replace('listen 443 ', `listen ${port} `)
      .replace('/etc/ssl/rostrum/fullchain.pem', certificate)
      .replace('/etc/ssl/rostrum/privkey.pem', key);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${join(folder, kind)};`,
    );
    writeFileSync(join(folder, 'site.conf'), withNodes(site, nodes));
    writeFileSync(
      join(folder, 'nginx.conf'),
      `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; pid ${join(folder, 'pid')}; error_log stderr;
       events {} http { access_log off; ${temporary.join(' ')} include ${join(folder, 'site.conf')}; }`,
    );
    return spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  });
}

function caddy(port: number): Entrance {
  return program(port, 'caddy/pki/authorities/local/root.crt', (folder, nodes) => {
    const file = join(folder, 'Caddyfile');
    // It makes its own certificate for localhost; the rest is about leaving the machine as it is.
    const still = '{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n';
    writeFileSync(file, still + deployed('Caddyfile'));
    const SITE = `https://localhost:${port}`;
    const NODES = nodes.map((node) => `127.0.0.1:${node}`).join(' ');
    const env = { PATH: process.env.PATH ?? '', HOME: folder, XDG_DATA_HOME: folder, SITE, NODES };
    return spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], { env, stdio: 'ignore' });
  });
}

const deployed = (file: string): string => readFileSync(join(root, 'deploy', file), 'utf8');

const withNodes = (text: string, nodes: readonly number[]): string =>
  nodes.reduce((done, node, index) => done.replace(`127.0.0.1:${3001 + index}`, `127.0.0.1:${node}`), text);

/**
 * A program with a folder of its own, which is open once visitors get through. `authority`: where in the folder its
 * certificate is, or the one that signed it; this process trusts it from then on.
 */
function program(
  port: number,
  authority: string,
  begin: (folder: string, nodes: readonly number[]) => ChildProcess,
): Entrance {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-entrance-'));
  let child: ChildProcess | undefined;
  return {
    async open(nodes) {
      child = begin(folder, nodes);
      await until(() => existsSync(join(folder, authority)), 'the proxy has a certificate');
      setDefaultCACertificates([...getCACertificates('default'), readFileSync(join(folder, authority), 'utf8')]);
      await until(() => leads(port), 'the proxy leads to a node');
    },
    async close() {
      const ended = new Promise((resolve) => child?.once('exit', resolve) ?? resolve(null));
      if (child?.exitCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether a visitor gets through to a node; a proxy may still be making its certificate. */
function leads(port: number): Promise<boolean> {
  return fetch(`https://localhost:${port}/health/live`).then(
    (answer) => answer.ok,
    () => false,
  );
}
