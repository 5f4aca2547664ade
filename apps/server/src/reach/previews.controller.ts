import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { LANGUAGES, type Language, type Picture } from '@rostrum/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CatalogueQueries, Pictures } from '../catalogue/index.ts';
import { refuse, TokenBuckets } from '../platform/index.ts';
import { auctionCard, houseCard, lotCard } from './card-facts.ts';
import { tagOf, type Card } from './card.ts';
import { Cards } from './cards.ts';

/** Pictures of links that one address may ask for. */
const PER_SECOND = 4;
const BURST = 40;
/** Services that show links keep them for as long as they like; browsers ask again after this, in s. */
const FRESH_S = 300;

const languageSchema = z.object({ lang: z.enum(LANGUAGES).catch('en') });
const lotId = z.uuid();

/** What a link to the house looks like where it is posted: 1200 × 630, in the language of the link. */
@ApiExcludeController()
@Controller('previews')
export class PreviewsController {
  constructor(
    private readonly queries: CatalogueQueries,
    private readonly pictures: Pictures,
    private readonly cards: Cards,
    private readonly buckets: TokenBuckets,
  ) {}

  @Get('house.jpg')
  house(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query({ schema: languageSchema }) query: Asked) {
    return this.#answer(request, reply, () => houseCard(query.lang));
  }

  @Get('lots/:file')
  lot(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query({ schema: languageSchema }) query: Asked,
  ): Promise<void> {
    return this.#answer(request, reply, async () => {
      const id = nameIn(file);
      if (!lotId.safeParse(id).success) throw refuse('NOT_FOUND');
      return lotCard(await this.queries.lot(id.toLowerCase()), query.lang, (picture) => this.#pathOf(picture));
    });
  }

  @Get('auctions/:file')
  auction(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('file') file: string,
    @Query({ schema: languageSchema }) query: Asked,
  ): Promise<void> {
    return this.#answer(request, reply, async () =>
      auctionCard(await this.queries.auction(nameIn(file)), query.lang, (picture) => this.#pathOf(picture)),
    );
  }

  /** Looks the facts up, and paints only what the asker does not have. Throws RATE_LIMITED, NOT_FOUND, BUSY. */
  async #answer(request: FastifyRequest, reply: FastifyReply, facts: () => Card | Promise<Card>): Promise<void> {
    this.buckets.spend(`preview:${request.ip}`, PER_SECOND, BURST);
    const card = await facts();
    const tag = `"${tagOf(card)}"`;
    void reply.header('cache-control', `public, max-age=${FRESH_S}`).header('etag', tag);
    if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(tag)) return void reply.status(304).send();
    const bytes = await this.cards.of(card);
    void reply.header('content-type', 'image/jpeg').send(bytes);
  }

  #pathOf({ hash, widths }: Picture): string | null {
    return this.pictures.pathOf(`${hash}-${widths.at(-1)}.webp`);
  }
}

interface Asked {
  lang: Language;
}

/** Throws NOT_FOUND for a file that is no JPEG. */
function nameIn(file: string): string {
  if (!file.endsWith('.jpg')) throw refuse('NOT_FOUND');
  return file.slice(0, -'.jpg'.length);
}
