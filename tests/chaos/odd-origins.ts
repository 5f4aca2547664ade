import type { Random } from './random.ts';

/** What a handshake may say of where its page comes from; null: nothing. */
export type SaidOrigin = string | null;

/** Origins that are near the house's own, or near one that it trusts, and are neither. */
export function foreignOrigins(own: string, trusted: string): SaidOrigin[] {
  const { port } = new URL(own);
  const { host } = new URL(trusted);
  return [
    `${trusted}.evil.test`,
    `${trusted}.`,
    `${trusted}:8443`,
    `${trusted}/`,
    trusted.replace('https:', 'http:'),
    trusted.replace(host, `evil-${host}`),
    trusted.replace(host, `sub.${host}`),
    own.replace('localhost', 'evil-localhost'),
    own.replace('localhost', 'localhost.evil.test'),
    own.replace('localhost', host),
    null,
    '',
    'null',
    'https://evil.test',
    `${own}.evil.test`,
    `${own}@evil.test`,
    `http://evil.test#${own}`,
    `http://evil.test/${own}`,
    `http://evil.test?${own}`,
    `http://evil.test\\@localhost:${port}`,
    own.replace('localhost', 'localhost.'),
    own.replace('localhost', '127.0.0.1'),
    own.replace('localhost', '[::1]'),
    own.replace('localhost', 'user@localhost'),
    own.replace('localhost', '*'),
    own.replace('http:', 'https:'),
    own.replace('http:', 'ws:'),
    own.replace('http://', 'http:///'),
    own.replace('http://', '//'),
    own.replace('http://', ''),
    `http://localhost:${Number(port) + 1}`,
    `http://localhost:0${port}x`,
    'http://localhost',
    `${own}/lots`,
    `${own}/`,
    `${own}, https://evil.test`,
    `${own} https://evil.test`,
    '*',
    'file://',
    'chrome-extension://abcdefghijklmnop',
    'about:blank',
    `data:text/html,${own}`,
  ];
}

/** The house's own origin with some letters changed, added or left out. */
export function mutatedOrigin(own: string, random: Random): string {
  let text = own;
  for (let change = random.between(1, 3); change > 0; change--) {
    const at = random.between(0, text.length);
    const letter = random.pick([...'abzLOCAL0159.:/@#?%-_[]\\']);
    text = text.slice(0, at) + random.pick(['', letter]) + text.slice(at + random.between(0, 1));
  }
  return text;
}
