import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OwnLots } from '@rostrum/contract';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { OwnLotsQuery } from './own-lots.query.ts';

/** All lots that concern a person. */
@ApiTags('me')
@Controller('api/me/lots')
@UseGuards(AuthGuard)
export class OwnLotsController {
  constructor(private readonly query: OwnLotsQuery) {}

  @ApiOperation({ summary: 'Every lot that the person has bid on or watches, with how he stands, and his auctions.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  own(@Who() { personId }: SignedIn): Promise<OwnLots> {
    return this.query.of(personId);
  }
}
