import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.ts';
import { StaffWidgetController } from './staff-widget.controller.ts';
import { WidgetController } from './widget.controller.ts';
import { WidgetFile } from './widget-file.ts';

/** Lots, auctions, doings and rates on pages of other sites. */
@Module({
  imports: [AccountsModule],
  controllers: [WidgetController, StaffWidgetController],
  providers: [WidgetFile],
})
export class WidgetModule {}
