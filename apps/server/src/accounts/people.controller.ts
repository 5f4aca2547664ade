import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { pageSchema } from '@rostrum/contract/schemas';
import type { StaffPeople, StaffPerson } from '@rostrum/contract';
import { People, type PersonRow } from '@rostrum/database';
import { z } from 'zod';
import { refuse } from '../platform/index.ts';
import { AuthGuard, Roles, Who } from './auth.guard.ts';
import { Revocations } from './revocations.ts';
import type { SignedIn } from './signed-in.ts';

const roleSchema = z.object({ role: z.enum(['bidder', 'staff', 'owner']) });
const listSchema = pageSchema.extend({
  view: z.enum(['waiting', 'all']).default('waiting'),
  /** A part of a name or an address. */
  q: z
    .string()
    .max(200)
    .transform((text) => text.replaceAll('\0', '').trim())
    .default(''),
});

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
  @ApiOperation({ summary: 'People who wait to be approved, longest first; with `view=all` everybody, newest first' })
  async list(@Query({ schema: listSchema }) query: z.infer<typeof listSchema>): Promise<StaffPeople> {
    const { limit, cursor, view, q } = query;
    const asked = cursor === undefined ? { limit } : { limit, cursor };
    const [{ items, nextCursor }, waiting] = await Promise.all([
      view === 'waiting' ? this.people.waiting(asked) : this.people.search(q, asked),
      this.people.countWaiting(),
    ]);
    return { items: items.map(present), nextCursor, waiting };
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a person bid' })
  approve(@Who() who: SignedIn, @Param('id') id: string): Promise<StaffPerson> {
    return this.change(who, id, () => this.people.setApproved(id, true), true);
  }

  @Post(':id/ban')
  @HttpCode(200)
  @ApiOperation({ summary: 'End all sessions of a person and let him start none' })
  ban(@Who() who: SignedIn, @Param('id') id: string): Promise<StaffPerson> {
    return this.change(who, id, () => this.people.setBanned(id, true));
  }

  @Post(':id/unban')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a banned person sign in again' })
  unban(@Who() who: SignedIn, @Param('id') id: string): Promise<StaffPerson> {
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
  ): Promise<StaffPerson> {
    return this.change(who, id, () => this.people.setRole(id, role));
  }

  /**
   * Nobody changes himself, so a house never loses its last owner; only owners change people who work here. Everybody knows
   * the passwords of the demo's people, so they approve others but neither ban nor raise them.
   */
  private async change(who: SignedIn, id: string, work: () => Promise<void>, harmless = false): Promise<StaffPerson> {
    const person = await this.people.byId(id);
    if (person === null) throw refuse('NOT_FOUND', {}, 'There is no such person.');
    if (id === who.personId || (person.role !== 'bidder' && who.role !== 'owner')) throw refuse('FORBIDDEN');
    if (!harmless && !person.demo && (await this.people.byId(who.personId))?.demo !== false) {
      throw refuse('FORBIDDEN', {}, 'People of the demo change people of the demo only.');
    }
    await work();
    this.revocations.wake();
    const changed = await this.people.byId(id);
    return present(changed ?? person);
  }
}

function present({ id, name, email, role, approved, banned, demo, createdAt }: PersonRow): StaffPerson {
  return { id, name, email, role, approved, banned, demo, createdAt };
}
