import { Body, Controller, Delete, Get, Header, Headers, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { OwnPush, PushTarget } from '@rostrum/contract';
import { pushTargetSchema } from '@rostrum/contract/schemas';
import { AuthGuard, Who, type SignedIn } from '../accounts/index.ts';
import { PushDevices } from './push.devices.ts';

/** The browsers of a person that take pushes. */
@ApiTags('me')
@Controller('api/me/push')
@UseGuards(AuthGuard)
export class PushController {
  constructor(private readonly devices: PushDevices) {}

  @ApiOperation({ summary: "The house's key for pushes, and the browsers of this person that take them." })
  @Get()
  @Header('cache-control', 'private, no-store')
  read(@Who() who: SignedIn): Promise<OwnPush> {
    return this.devices.of(who);
  }

  @ApiOperation({ summary: 'Push to this browser, as long as its session lasts.' })
  @Post()
  @HttpCode(200)
  @Header('cache-control', 'private, no-store')
  add(
    @Who() who: SignedIn,
    @Body({ schema: pushTargetSchema }) target: PushTarget,
    @Headers('user-agent') userAgent: string | undefined,
  ): Promise<OwnPush> {
    return this.devices.add(who, target, userAgent ?? '');
  }

  @ApiOperation({ summary: 'Push to a browser no more.' })
  @Delete(':id')
  @Header('cache-control', 'private, no-store')
  remove(@Who() who: SignedIn, @Param('id') id: string): Promise<OwnPush> {
    return this.devices.remove(who, id);
  }
}
