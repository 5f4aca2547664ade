import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressPage, encodingFor } from './compress.server.ts';

const text = '<p>Лот</p>'.repeat(500);
const page = (body = text, type = 'text/html; charset=utf-8') =>
  new Response(body, { status: 404, headers: { 'content-type': type, etag: '"a"' } });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a page is compressed', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['GZIP', 'gzip'],
    ['identity', null],
    ['', null],
    [null, null],
  ])('as the browser takes it: %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });

  test('and says so, keeping its status and its mark', async () => {
    const response = await compressPage('br', page());
    expect(response.status).toBe(404);
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('etag')).toBe('"a"');
    const bytes = await bytesOf(response);
    expect(response.headers.get('content-length')).toBe(String(bytes.length));
    expect(brotliDecompressSync(bytes).toString()).toBe(text);
    expect(gunzipSync(await bytesOf(await compressPage('gzip', page()))).toString()).toBe(text);
  });

  test('but not where that gains nothing', async () => {
    const short = await compressPage('br', page('<p>Lot</p>'));
    expect(short.headers.get('content-encoding')).toBeNull();
    expect(await short.text()).toBe('<p>Lot</p>');
    const picture = await compressPage('br', page(text, 'image/avif'));
    expect(picture.headers.get('content-encoding')).toBeNull();
    expect(await compressPage(null, page()).then((plain) => plain.text())).toBe(text);
  });
});
