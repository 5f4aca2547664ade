import 'reflect-metadata';
import { openHouse } from './house.ts';
import { Env } from './platform/index.ts';
import { onStopSignal, stopWithLine } from './process.ts';

try {
  const env = Env.fromProcess();
  const house = await openHouse(env, { dev: process.argv.includes('--dev') });
  onStopSignal(() => house.close(), env.drainMs);
  process.stdout.write(`Rostrum is open at ${env.publicUrl}\n`);
} catch (error) {
  stopWithLine(error);
}
