import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Env, TokenBuckets } from '../platform/index.ts';
import { robotsText } from './robots.ts';
import { SiteMaps } from './site-maps.ts';

const KEEP_IT = 'public, max-age=300';
const XML = 'application/xml; charset=utf-8';
/** Lists that one address may ask for. */
const PER_SECOND = 2;
const BURST = 60;

/** For programs that look for pages. */
@ApiExcludeController()
@Controller()
export class SiteMapController {
  constructor(
    private readonly env: Env,
    private readonly maps: SiteMaps,
    private readonly buckets: TokenBuckets,
  ) {}

  @Get('robots.txt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', KEEP_IT)
  robots(): string {
    return robotsText(this.env.publicUrl);
  }

  @Get('sitemap.xml')
  @Header('content-type', XML)
  @Header('cache-control', KEEP_IT)
  index(@Req() request: FastifyRequest): Promise<string> {
    this.#take(request);
    return this.maps.index();
  }

  @Get('sitemaps/:file')
  @Header('content-type', XML)
  @Header('cache-control', KEEP_IT)
  file(@Req() request: FastifyRequest, @Param('file') file: string): Promise<string> {
    this.#take(request);
    return this.maps.file(file);
  }

  /** Throws RATE_LIMITED. */
  #take({ ip }: FastifyRequest): void {
    this.buckets.spend(`map:${ip}`, PER_SECOND, BURST);
  }
}
