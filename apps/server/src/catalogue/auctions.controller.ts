import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { Registration } from '@rostrum/contract';
import { lotsOfSchema, pageSchema, registerSchema } from '@rostrum/contract/schemas';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { answerPublicly } from '../platform/index.ts';
import { AuctionRegistration } from './auction-registration.ts';
import { CatalogueQueries } from './catalogue-queries.ts';
import { LotFinder } from './lot-finder.ts';

/** A page of a list as it was asked for. */
type PageQuery = z.infer<typeof pageSchema>;

/** Auctions as everybody may read them, and the way to a paddle. */
@Controller('api/auctions')
export class AuctionsController {
  constructor(
    private readonly queries: CatalogueQueries,
    private readonly finder: LotFinder,
    private readonly registration: AuctionRegistration,
  ) {}

  @Get()
  async list(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: pageSchema }) page: PageQuery,
  ): Promise<void> {
    answerPublicly(request, reply, await this.queries.auctions(page));
  }

  @Get(':slug')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('slug') slug: string): Promise<void> {
    answerPublicly(request, reply, await this.queries.auction(slug));
  }

  @Get(':slug/lots')
  async lots(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('slug') slug: string,
    @Query({ schema: lotsOfSchema }) query: z.infer<typeof lotsOfSchema>,
  ): Promise<void> {
    answerPublicly(request, reply, await this.finder.findIn(slug, query));
  }

  @Post(':slug/register')
  @HttpCode(200)
  @UseGuards(AuthGuard)
  register(
    @Who() who: SignedIn,
    @Param('slug') slug: string,
    @Body({ schema: registerSchema }) _terms: z.infer<typeof registerSchema>,
  ): Promise<Registration> {
    return this.registration.register(who, slug);
  }
}
