import { describe, expect, it } from 'vitest';
import { Env, EnvError } from './env.ts';
import { isLoopback } from './env.parse.ts';

describe('Env', () => {
  it('has a default for everything', () => {
    const env = Env.fromProcess({});
    expect(env).toMatchObject({
      port: 3000,
      publicUrl: 'http://localhost:3000',
      loopback: true,
      trustedOrigins: [],
      trustedProxies: [],
      demo: 'on',
      demoForced: false,
      bidsPerSecond: 5,
      frameBytes: 32_768,
    });
    expect(env.dataDir).toMatch(/\/data$/);
    expect(env.databaseUrl).toBeUndefined();
    expect(Object.isFrozen(env)).toBe(true);
  });

  it('counts an empty variable as unset', () => {
    const empty = { PORT: '', PUBLIC_URL: ' ', TRUSTED_ORIGINS: ' , ', DATABASE_URL: '', DEMO: '', METRICS_TOKEN: '' };
    expect(Env.fromProcess(empty)).toEqual(Env.fromProcess({}));
  });

  it('writes mails from the house itself, or from who is named', () => {
    expect(Env.fromProcess({ PUBLIC_URL: 'https://a.example' }).mailFrom).toBe('Rostrum <no-reply@a.example>');
    expect(Env.fromProcess({ MAIL_FROM: 'Art & Co <bids@a.example>' }).mailFrom).toBe('Art & Co <bids@a.example>');
    for (const MAIL_FROM of ['bids', 'a@b, c@d', '<a@b>', 'A <a>', 'A\r\nBcc: x <a@b>', 'a b@c']) {
      expect(() => Env.fromProcess({ MAIL_FROM }), MAIL_FROM).toThrow(EnvError);
    }
  });

  it('says how many connections PostgreSQL may be asked for', () => {
    const DATABASE_URL = 'postgres://127.0.0.1/house';
    expect(Env.fromProcess({ DATABASE_URL }).database).toEqual({ url: DATABASE_URL, poolSize: 10 });
    expect(Env.fromProcess({ DATABASE_URL, DATABASE_CONNECTIONS: '4' }).database).toMatchObject({ poolSize: 4 });
  });

  it('serves under localhost and the port where PUBLIC_URL is unset', () => {
    expect(Env.fromProcess({ PORT: '4100' }).publicUrl).toBe('http://localhost:4100');
  });

  it('brings origins into their normal form', () => {
    const env = Env.fromProcess({
      PUBLIC_URL: 'HTTPS://Auction.Example.org:443/',
      TRUSTED_ORIGINS: 'https://a.example , http://b.example:8080',
    });
    expect(env.publicUrl).toBe('https://auction.example.org');
    expect(env.loopback).toBe(false);
    expect(env.trustedOrigins).toEqual(['https://a.example', 'http://b.example:8080']);
  });

  it('takes the address of rates in the form that their provider speaks', () => {
    expect(Env.fromProcess({})).toMatchObject({ ratesProvider: undefined, ratesUrl: undefined });
    const RATES_URL = 'wss://mirror.example/v2';
    expect(Env.fromProcess({ RATES_PROVIDER: 'kraken', RATES_URL })).toMatchObject({
      ratesProvider: 'kraken',
      ratesUrl: RATES_URL,
    });
    expect(() => Env.fromProcess({ RATES_PROVIDER: 'ecb', RATES_URL })).toThrow(EnvError);
    expect(() => Env.fromProcess({ RATES_PROVIDER: 'kraken', RATES_URL: 'https://a.example' })).toThrow(EnvError);
  });

  it('knows that a demo beyond loopback was asked for by hand', () => {
    expect(Env.fromProcess({ DEMO: 'quiet' }).demoForced).toBe(true);
    expect(Env.fromProcess({ DEMO: 'off' }).demoForced).toBe(false);
  });

  it.each([
    ['PUBLIC_URL', '*'],
    ['PUBLIC_URL', 'https://*.example.org'],
    ['PUBLIC_URL', 'auction.example.org'],
    ['PUBLIC_URL', 'localhost:3000'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['PUBLIC_URL', 'https://example.org/auctions'],
    ['PUBLIC_URL', 'https://example.org?x=1'],
    ['PUBLIC_URL', 'https://example.org/#top'],
    ['PUBLIC_URL', 'https://user:hunter2@example.org'],
    ['PUBLIC_URL', 'https://'],
    ['PUBLIC_URL', 'null'],
    ['TRUSTED_ORIGINS', '*'],
    ['TRUSTED_ORIGINS', 'https://a.example,b.example'],
    ['TRUSTED_ORIGINS', 'https://a.example/embed'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0'],
    ['TRUSTED_PROXIES', 'proxy.internal'],
    ['TRUSTED_PROXIES', 'true'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://root:hunter2@localhost/x'],
    ['DATABASE_URL', 'hunter2'],
    ['DATABASE_CONNECTIONS', '1'],
    ['REDIS_URL', 'http://localhost:6379'],
    ['SMTP_URL', 'mail.example.org'],
    ['DEMO', 'maybe'],
    ['BIDS_PER_SECOND', '0'],
    ['BIDS_PER_SECOND', '1e9'],
    ['CONNECTIONS_PER_IP', 'many'],
    ['LOG_LEVEL', 'loud'],
    ['RATES_PROVIDER', 'tea-leaves'],
    ['RATES_URL', 'wss://mirror.example/hunter2'],
    ['RATES_URL', 'hunter2'],
  ])('stops at %s=%s with one line that names it and holds no secret', (name, value) => {
    const start = (): Env => Env.fromProcess({ [name]: value });
    expect(start).toThrow(EnvError);
    expect(start).toThrow(new RegExp(`^${name} must [^\\n]+$`));
    expect(start).not.toThrow(/hunter2/);
  });
});

describe('isLoopback', () => {
  it.each(['localhost', 'LOCALHOST', 'house.localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]', '::ffff:127.0.0.1'])(
    'knows %s',
    (host) => expect(isLoopback(host)).toBe(true),
  );

  it.each(['localhost.evil.test', '128.0.0.1', '10.0.0.1', '::2', 'example.org', '', '0.0.0.0'])(
    'does not take %s for this machine',
    (host) => expect(isLoopback(host)).toBe(false),
  );
});
