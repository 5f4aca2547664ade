import { Body, Controller, Get, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import type { NoticesPage } from '@rostrum/contract';
import { pageSchema, seenSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { NoticeDesk } from './notice.desk.ts';

/** What the signed-in person was told. */
@Controller('api/me/notices')
@UseGuards(AuthGuard)
export class NoticesController {
  constructor(private readonly desk: NoticeDesk) {}

  /** The newest first. */
  @Get()
  @Header('cache-control', 'private, no-store')
  list(
    @Who() { personId }: SignedIn,
    @Query({ schema: pageSchema }) { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<NoticesPage> {
    return this.desk.page(personId, limit, cursor);
  }

  /** Marks some as seen; answers how many are left. */
  @Post('seen')
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  async seen(
    @Who() { personId }: SignedIn,
    @Body({ schema: seenSchema }) { ids }: { ids: string[] },
  ): Promise<{ ok: true; unseen: number }> {
    return { ok: true, unseen: await this.desk.markSeen(personId, ids) };
  }
}
