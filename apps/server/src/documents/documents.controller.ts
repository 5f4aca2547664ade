import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Env } from '../platform/index.ts';
import { asyncApi, type AsyncApi } from './async-api.ts';
import { eventsPage } from './events-page.ts';

/** The sockets described, for programs and for people. The same for everybody, and as old as this process. */
@ApiExcludeController()
@Controller('api')
export class DocumentsController {
  #document: AsyncApi | undefined;

  constructor(private readonly env: Env) {}

  @Get('asyncapi.json')
  @Header('cache-control', 'public, max-age=300')
  document(): AsyncApi {
    return this.#made();
  }

  @Get('docs/events')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'public, max-age=300')
  page(): string {
    return eventsPage(this.#made());
  }

  /** Not before somebody asks: a house opens faster without. */
  #made(): AsyncApi {
    return (this.#document ??= asyncApi(this.env.publicUrl));
  }
}
