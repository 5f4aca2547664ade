import { Controller, Delete, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DemoPreview } from '@rostrum/contract';
import { AuthGuard, Roles, Who, type SignedIn } from '../accounts/index.ts';
import { DemoRemoval } from './demo-removal.ts';

/** The demo, for those who want the house for themselves. */
@ApiTags('staff')
@Controller('api/staff/demo')
@UseGuards(AuthGuard)
export class DemoController {
  constructor(private readonly removal: DemoRemoval) {}

  @Get()
  @Roles('staff', 'owner')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'How much of the demo there is, and whether you may remove it' })
  preview(@Who() who: SignedIn): Promise<DemoPreview> {
    return this.removal.preview(who.personId);
  }

  @Delete()
  @Roles('owner')
  @ApiOperation({ summary: 'Remove the demo for good: its auctions, people and robots; for owners of the house' })
  remove(@Who() who: SignedIn): Promise<DemoPreview> {
    return this.removal.remove(who.personId);
  }
}
