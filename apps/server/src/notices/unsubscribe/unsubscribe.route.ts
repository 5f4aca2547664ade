import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, RawServerDefault } from 'fastify';
import { UnsubscribingDesk } from './unsubscribing.desk.ts';

/** A mail program says one field; whatever is larger is something else. */
const BODY_BYTES_MAX = 4_096;

/**
 * Where mail programs, and the page for people, post what the link at the foot of a mail is for (RFC 8058). The token is
 * all the leave that it needs, and the origin rule knows this path. A route with a parser of its own: mail programs send
 * forms of either kind, and files are read nowhere else.
 */
@Injectable()
export class UnsubscribeRoute implements OnModuleInit {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly desk: UnsubscribingDesk,
  ) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance<RawServerDefault>>();
    void fastify.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
        done(null, body),
      );
      scope.post<{ Params: { token: string } }>('/unsubscribe/:token', async ({ params, body }, reply) => {
        // `List-Unsubscribe=One-Click` of a mail program; of the page `page`, and `back` to take it back.
        const said = new URLSearchParams(typeof body === 'string' ? body : '');
        void reply.header('cache-control', 'private, no-store');
        await this.desk.set(params.token, !said.has('back'));
        if (said.has('page')) return reply.redirect(`/unsubscribe/${encodeURIComponent(params.token)}`, 303);
        return reply.type('text/plain; charset=utf-8').send('Done.\n');
      });
    });
  }
}
