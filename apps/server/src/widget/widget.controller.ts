import { Controller, Get, Header, Headers, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { WidgetTrust } from '@rostrum/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Env } from '../platform/index.ts';
import { WidgetFile, type WidgetEncoding } from './widget-file.ts';

/** A mend of the widget reaches every page within this, in seconds. */
const KEPT_S = 300;

/** What pages of other sites load and ask before anything else. Both are for everybody, and never with cookies. */
@ApiTags('widget')
@Controller()
export class WidgetController {
  constructor(
    private readonly file: WidgetFile,
    private readonly env: Env,
  ) {}

  @Get('widget.js')
  @ApiExcludeEndpoint()
  async script(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const encoding = encodingOf(headers['accept-encoding']);
    const body = await this.file.body(encoding);
    void reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('vary', 'Accept-Encoding')
      .type('text/javascript; charset=utf-8');
    if (body === null) {
      return void reply
        .status(503)
        .header('cache-control', 'no-store')
        .send('// The widget of this house is not built. Run "npm run build", then start it again.\n');
    }
    void reply.header('cache-control', `public, max-age=${KEPT_S}`).header('etag', body.tag);
    if (headers['if-none-match']?.split(/\s*,\s*/).includes(body.tag)) return void reply.status(304).send();
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    void reply.send(body.bytes);
  }

  /**
   * A page that is refused learns nothing by itself: CORS hides the answer, and a closed WebSocket has no reason. So this
   * one answer is readable by every page. It says of the asking origin only, and only what any API answer's headers show.
   */
  @Get('api/widget/trust')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whether pages of the asking origin may show widgets' })
  trust(@Headers('origin') origin?: string): WidgetTrust {
    return { trusted: origin !== undefined && [this.env.publicUrl, ...this.env.trustedOrigins].includes(origin) };
  }
}

function encodingOf(accepted: string | string[] | undefined): WidgetEncoding {
  const names = String(accepted ?? '')
    .split(',')
    .filter((item) => !/;\s*q=0(\.0*)?\s*$/.test(item))
    .map((item) => item.split(';', 1)[0]!.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity';
}
