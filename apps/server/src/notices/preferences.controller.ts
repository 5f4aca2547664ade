import { Body, Controller, Get, Header, Patch, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TOAST_TOPICS, type Preferences, type PreferencesChange } from '@rostrum/contract';
import { preferencesSchema } from '@rostrum/contract/schemas';
import { NoticePreferences } from '@rostrum/database';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';

/** Notices that pop up on the pages of the house. */
const CHANNEL = 'toast';

/** What pops up on a person's pages; everything does until he chooses otherwise. */
@ApiTags('me')
@Controller('api/me/preferences')
@UseGuards(AuthGuard)
export class PreferencesController {
  constructor(private readonly preferences: NoticePreferences) {}

  @ApiOperation({ summary: 'For each topic, whether it pops up on the pages of this person.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  async read(@Who() { personId }: SignedIn): Promise<Preferences> {
    const chosen = await this.preferences.of(personId, CHANNEL);
    const topics = TOAST_TOPICS.map((topic) => [topic, { toast: chosen.get(topic) ?? true }]);
    return { topics: Object.fromEntries(topics) as Preferences['topics'] };
  }

  @ApiOperation({ summary: 'Chooses for the topics that are given; the others stay.' })
  @Patch()
  @Header('cache-control', 'private, no-store')
  async choose(
    @Who() who: SignedIn,
    @Body({ schema: preferencesSchema }) { topics }: PreferencesChange,
  ): Promise<Preferences> {
    const chosen = Object.entries(topics).map(([topic, { toast }]) => [topic, toast] as const);
    await this.preferences.choose(who.personId, CHANNEL, new Map(chosen));
    return this.read(who);
  }
}
