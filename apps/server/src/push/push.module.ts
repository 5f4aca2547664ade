import { Module } from '@nestjs/common';
import { NoticesModule } from '../notices/index.ts';
import { PushController } from './push.controller.ts';
import { PushDevices } from './push.devices.ts';
import { PushPost } from './push.post.ts';
import { PushReach } from './push.reach.ts';
import { PushSender } from './push.sender.ts';
import { Vapid } from './vapid.ts';

/** Pushes to browsers whose pages are closed. */
@Module({
  imports: [NoticesModule],
  controllers: [PushController],
  providers: [PushDevices, PushPost, PushReach, PushSender, Vapid],
})
export class PushModule {}
