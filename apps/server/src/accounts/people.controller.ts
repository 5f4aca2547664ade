import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { pageSchema } from '@rostrum/contract/schemas';
import type { Page } from '@rostrum/contract';
import { People, type PersonRow } from '@rostrum/database';
import { z } from 'zod';
import { refuse } from '../platform/index.ts';
import { AuthGuard, Roles, Who } from './auth.guard.ts';
import { Revocations } from './revocations.ts';
import type { SignedIn } from './signed-in.ts';

const roleSchema = z.object({ role: z.enum(['bidder', 'staff', 'owner']) });

/** A person as staff see him. */
type Person = Pick<PersonRow, 'id' | 'name' | 'email' | 'role' | 'approved' | 'banned' | 'createdAt'>;

/** Who may bid here, and who works here. Each change reaches the person's live sockets within a second. */
@ApiTags('staff')
@Controller('api/staff/people')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class PeopleController {
  constructor(
    private readonly people: People,
    private readonly revocations: Revocations,
  ) {}

  @Get()
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'People who wait to be approved, longest first' })
  async waiting(@Query({ schema: pageSchema }) { limit, cursor }: z.infer<typeof pageSchema>): Promise<Page<Person>> {
    const page = await this.people.waiting(cursor === undefined ? { limit } : { limit, cursor });
    return { items: page.items.map(present), nextCursor: page.nextCursor };
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a person bid' })
  approve(@Who() who: SignedIn, @Param('id') id: string): Promise<Person> {
    return this.change(who, id, () => this.people.setApproved(id, true));
  }

  @Post(':id/ban')
  @HttpCode(200)
  @ApiOperation({ summary: 'End all sessions of a person and let him start none' })
  ban(@Who() who: SignedIn, @Param('id') id: string): Promise<Person> {
    return this.change(who, id, () => this.people.setBanned(id, true));
  }

  @Post(':id/unban')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a banned person sign in again' })
  unban(@Who() who: SignedIn, @Param('id') id: string): Promise<Person> {
    return this.change(who, id, () => this.people.setBanned(id, false));
  }

  @Post(':id/role')
  @HttpCode(200)
  @Roles('owner')
  @ApiOperation({ summary: 'Make a person staff, owner, or bidder again; for owners' })
  role(
    @Who() who: SignedIn,
    @Param('id') id: string,
    @Body({ schema: roleSchema }) { role }: z.infer<typeof roleSchema>,
  ): Promise<Person> {
    return this.change(who, id, () => this.people.setRole(id, role));
  }

  /** Nobody changes himself, so a house never loses its last owner; only owners change people who work here. */
  private async change(who: SignedIn, id: string, work: () => Promise<void>): Promise<Person> {
    const person = await this.people.byId(id);
    if (person === null) throw refuse('NOT_FOUND', {}, 'There is no such person.');
    if (id === who.personId || (person.role !== 'bidder' && who.role !== 'owner')) throw refuse('FORBIDDEN');
    await work();
    this.revocations.wake();
    const changed = await this.people.byId(id);
    return present(changed ?? person);
  }
}

function present({ id, name, email, role, approved, banned, createdAt }: PersonRow): Person {
  return { id, name, email, role, approved, banned, createdAt };
}
