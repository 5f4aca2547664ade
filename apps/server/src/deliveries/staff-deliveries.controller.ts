import { Controller, Get, Header, Query, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { DeliveryStatus, SentChannel, StaffDeliveries } from '@rostrum/contract';
import { deliveriesSchema } from '@rostrum/contract/schemas';
import { Deliveries } from '@rostrum/database';
import { AuthGuard, Roles } from '../accounts/index.ts';
import { Clock } from '../platform/index.ts';

const COUNTED_MS = 7 * 24 * 3_600_000;

interface Asked {
  limit: number;
  cursor?: string | undefined;
  status?: DeliveryStatus | undefined;
  channel?: SentChannel | undefined;
}

/** All that goes out of the house and what became of it, for staff: no addresses, no words. */
@ApiTags('staff')
@Controller('api/staff/deliveries')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class StaffDeliveriesController {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly clock: Clock,
  ) {}

  @ApiOperation({ summary: 'Mails and pushes with what became of them, the newest first; for staff' })
  @Get()
  @Header('cache-control', 'private, no-store')
  async list(@Query({ schema: deliveriesSchema }) { limit, cursor, status, channel }: Asked): Promise<StaffDeliveries> {
    const only = { ...(status === undefined ? {} : { status }), ...(channel === undefined ? {} : { channel }) };
    const [page, counts] = await Promise.all([
      this.deliveries.page(cursor === undefined ? { limit } : { limit, cursor }, only),
      this.deliveries.counts(this.clock.now() - COUNTED_MS),
    ]);
    return { ...page, counts };
  }
}
