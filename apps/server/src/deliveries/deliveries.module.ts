import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/index.ts';
import { DeliveryPlanner } from './delivery.planner.ts';
import { StaffDeliveriesController } from './staff-deliveries.controller.ts';

/** How notices reach people who have no page open, and the ledger of all that goes out. */
@Module({
  imports: [NoticesModule],
  controllers: [StaffDeliveriesController],
  providers: [DeliveryPlanner],
})
export class DeliveriesModule {}
