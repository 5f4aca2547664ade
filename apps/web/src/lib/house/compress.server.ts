import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Less than this fits into the first packets as it is. */
const WORTH_BYTES = 1_000;
/** A page is made anew for each visitor, so a quick pass; what never changes was compressed with patience at the build. */
const BROTLI_QUALITY = 4;

type Encoding = 'br' | 'gzip';

/** The best encoding that a visitor's browser takes; null for none. */
export function encodingFor(accepted: string | null): Encoding | null {
  const offers = (accepted ?? '').split(',').map((offer) => offer.trim().toLowerCase());
  const takes = (name: string): boolean =>
    offers.some((offer) => {
      const [what, ...settings] = offer.split(';').map((part) => part.trim());
      return what === name && !settings.some((setting) => /^q=0(\.0*)?$/.test(setting));
    });
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

/** A page as it goes over the wire: compressed where it is text, long enough and the browser takes it. */
export async function compressPage(accepted: string | null, page: Response): Promise<Response> {
  const type = page.headers.get('content-type') ?? '';
  if (!/^(text\/html|application\/json)/.test(type) || page.headers.has('content-encoding') || !page.body) return page;
  page.headers.append('vary', 'accept-encoding');
  const encoding = encodingFor(accepted);
  const { status, headers } = page;
  const bytes = Buffer.from(await page.arrayBuffer());
  if (encoding === null || bytes.length < WORTH_BYTES) return new Response(bytes, { status, headers });
  const small =
    encoding === 'br'
      ? await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } })
      : await zip(bytes);
  headers.set('content-encoding', encoding);
  headers.set('content-length', String(small.length));
  return new Response(small, { status, headers });
}
