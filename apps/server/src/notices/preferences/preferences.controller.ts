import { Body, Controller, Get, Header, Patch, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Preferences, PreferencesChange } from '@rostrum/contract';
import { preferencesSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../../accounts/index.ts';
import { PreferencesDesk } from './preferences.desk.ts';

/** What a person is told, and how. */
@ApiTags('me')
@Controller('api/me/preferences')
@UseGuards(AuthGuard)
export class PreferencesController {
  constructor(private readonly desk: PreferencesDesk) {}

  @ApiOperation({ summary: 'For each topic, by which channels this person is told; quiet hours, and how mails come.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  read(@Who() { personId }: SignedIn): Promise<Preferences> {
    return this.desk.of(personId);
  }

  @ApiOperation({ summary: 'Chooses what is given; the rest stays.' })
  @Patch()
  @Header('cache-control', 'private, no-store')
  choose(
    @Who() { personId }: SignedIn,
    @Body({ schema: preferencesSchema }) change: PreferencesChange,
  ): Promise<Preferences> {
    return this.desk.change(personId, change);
  }
}
