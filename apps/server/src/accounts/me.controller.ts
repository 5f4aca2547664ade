import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Me } from '@rostrum/contract';
import { Accounts, Catalogue } from '@rostrum/database';
import type { FastifyRequest } from 'fastify';

/** What a person is told of himself. */
@ApiTags('accounts')
@Controller('api/me')
export class MeController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly accounts: Accounts,
  ) {}

  @Get()
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'The signed-in person; `person` is null for a stranger' })
  async me(@Req() { signedIn }: FastifyRequest): Promise<Me> {
    if (signedIn === null) return { person: null, paddles: [], sessionEndsAt: null };
    const { personId, name, email, role, approved, sessionEndsAt } = signedIn;
    const [registrations, { zone, currency }] = await Promise.all([
      this.catalogue.registrations(personId),
      this.accounts.preferences(personId),
    ]);
    return {
      person: { id: personId, name, email, role, approved, zone, currency },
      paddles: registrations.map(({ auctionId, paddle, limitMinor }) => ({ auctionId, paddle, limitMinor })),
      sessionEndsAt,
    };
  }
}
