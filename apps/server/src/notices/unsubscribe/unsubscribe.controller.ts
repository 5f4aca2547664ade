import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Unsubscribing } from '@rostrum/contract';
import { UnsubscribingDesk } from './unsubscribing.desk.ts';

/** What the page behind the link at the foot of a mail shows. To open it changes nothing: programs open every link. */
@ApiTags('mail')
@Controller('api/unsubscribe/:token')
export class UnsubscribeController {
  constructor(private readonly desk: UnsubscribingDesk) {}

  @ApiOperation({ summary: 'What the link at the foot of a mail turns off, and whether it is off.' })
  @Get()
  @Header('cache-control', 'private, no-store')
  read(@Param('token') token: string): Promise<Unsubscribing> {
    return this.desk.of(token);
  }
}
