import { Controller, Delete, Get, Header, Param, Put, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { WATCHED_MAX, type WatchChanged, type WatchedLots } from '@rostrum/contract';
import { WatchLists } from '@rostrum/database';
import { z } from 'zod';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { LotRelay } from '../bidding/index.ts';
import { refuse } from '../platform/index.ts';

/** Ids are compared as text everywhere, so they are written in one way. */
const lotIdSchema = z.uuid().toLowerCase();

/** The lots that a person watches. */
@ApiTags('me')
@Controller('api/me/watch')
@UseGuards(AuthGuard)
export class WatchController {
  constructor(
    private readonly watchLists: WatchLists,
    private readonly relay: LotRelay,
  ) {}

  @ApiOperation({ summary: 'Ids of the lots that the person watches, the latest first.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  async list(@Who() { personId }: SignedIn): Promise<WatchedLots> {
    return { items: await this.watchLists.of(personId) };
  }

  @ApiOperation({ summary: 'Watches a lot; doing it twice does it once.' })
  @Put(':lotId')
  @Header('cache-control', 'private, no-store')
  async watch(
    @Who() { personId }: SignedIn,
    @Param('lotId', { schema: lotIdSchema }) lotId: string,
  ): Promise<WatchChanged> {
    const [state] = await this.relay.states([lotId]);
    if (state === undefined) throw refuse('LOT_UNKNOWN');
    const added = await this.watchLists.add(personId, lotId, WATCHED_MAX);
    if (added === 'full') {
      throw refuse('BAD_REQUEST', { path: 'lotId' }, `You watch ${WATCHED_MAX} lots; let go of one first.`);
    }
    return { ok: true, lotId, watching: true };
  }

  @ApiOperation({ summary: 'Watches a lot no more, also one that was never watched.' })
  @Delete(':lotId')
  @Header('cache-control', 'private, no-store')
  async unwatch(
    @Who() { personId }: SignedIn,
    @Param('lotId', { schema: lotIdSchema }) lotId: string,
  ): Promise<WatchChanged> {
    await this.watchLists.remove(personId, lotId);
    return { ok: true, lotId, watching: false };
  }
}
