import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { StaffWidget } from '@rostrum/contract';
import { AuthGuard, Roles } from '../accounts/index.ts';
import { Env } from '../platform/index.ts';

/** What people of the house need to put widgets on other sites. */
@ApiTags('staff')
@Controller('api/staff/widget')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class StaffWidgetController {
  constructor(private readonly env: Env) {}

  @Get()
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'Where widgets come from, and whose pages may show them' })
  show(): StaffWidget {
    return { publicUrl: this.env.publicUrl, trustedOrigins: [...this.env.trustedOrigins] };
  }
}
