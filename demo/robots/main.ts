// The robots' process. The house starts it and tells it over the IPC channel where to go; it ends with the house.
import { setTimeout as pause } from 'node:timers/promises';
import type { Orders } from './orders.ts';
import { liveAsRobot } from './robot.ts';

/** Nobody comes through the door at the same moment. */
const APART_MS = 1_500;

process.once('disconnect', () => process.exit(0));
process.once('message', (orders: Orders) => void enter(orders));

async function enter(orders: Orders): Promise<void> {
  for (const person of orders.robots) {
    void liveAsRobot(person, orders);
    await pause(APART_MS);
  }
}
