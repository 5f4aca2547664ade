import { describe, expect, it } from 'vitest';
import { isPublic, publicLookup, PushReach } from './push.reach.ts';

const reach = new PushReach();

it.each([
  'https://fcm.googleapis.com/fcm/send/abc:def',
  'https://updates.push.services.mozilla.com/wpush/v2/gAAAA',
  'https://web.push.apple.com/QGmX',
  'https://wns2-par02p.notify.windows.com/w/?token=BQ',
  'https://8.8.8.8/x',
])('a push may go to %s', (endpoint) => {
  expect(reach.permits(endpoint)).toBe(true);
});

it.each([
  'http://fcm.googleapis.com/x',
  'https://fcm.googleapis.com:8443/x',
  'https://user:pass@fcm.googleapis.com/x',
  'https://localhost/x',
  'https://push.localhost/x',
  'https://printer/x',
  'https://printer.local/x',
  'https://metadata.google.internal/x',
  'https://127.0.0.1/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://10.0.0.5/x',
  'https://172.16.0.1/x',
  'https://192.168.1.1/x',
  'https://169.254.169.254/latest/meta-data',
  'https://100.64.0.1/x',
  'https://0.0.0.0/x',
  'https://[::1]/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://[fe80::1]/x',
  'https://[fd00::1]/x',
  'https://[64:ff9b::7f00:1]/x',
  'file:///etc/passwd',
  'ftp://fcm.googleapis.com/x',
  'not an address',
])('and never to %s', async (endpoint) => {
  expect(reach.permits(endpoint)).toBe(false);
  await expect(reach.send({ endpoint, headers: {}, body: Buffer.alloc(0) })).rejects.toMatchObject({
    code: 'FORBIDDEN_PLACE',
    permanent: true,
  });
});

describe('a name', () => {
  it('that leads to this machine is refused when it is looked up', async () => {
    const looked = (all: boolean) =>
      new Promise((resolve) => publicLookup('localhost', { all }, (error, found) => resolve([error?.code, found])));
    expect(await looked(true)).toEqual(['FORBIDDEN_PLACE', '']);
    expect(await looked(false)).toEqual(['FORBIDDEN_PLACE', '']);
  });

  it('is public only with public addresses', () => {
    expect(['1.1.1.1', '2606:4700:4700::1111'].map(isPublic)).toEqual([true, true]);
    expect(['', '127.0.0.1', '::ffff:10.0.0.1', '2002:7f00:1::', 'ff02::1'].map(isPublic)).toEqual(
      Array(5).fill(false),
    );
  });
});
