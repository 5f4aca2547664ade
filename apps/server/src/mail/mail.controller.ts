import { Controller, Get, Header, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { MailSummary, OpenedMail, Page } from '@rostrum/contract';
import { pageSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Roles, Who, type SignedIn } from '../accounts/index.ts';
import { KeptMails } from './kept-mails.ts';

/** The house's mails, for its owner. */
@ApiTags('staff')
@Controller('api/staff/mail')
@UseGuards(AuthGuard)
@Roles('owner')
export class MailController {
  constructor(private readonly kept: KeptMails) {}

  @Get()
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'Mails of the house, the newest first; for owners' })
  list(
    @Who() { personId }: SignedIn,
    @Query({ schema: pageSchema }) { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<MailSummary>> {
    return this.kept.page(personId, limit, cursor);
  }

  @Get(':id')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'Open a kept mail; it is noted who did and when; for owners' })
  open(@Who() { personId }: SignedIn, @Param('id') id: string): Promise<OpenedMail> {
    return this.kept.open(personId, id);
  }
}
