export { fixedClock } from './fixed-clock.ts';
export type { FixedClock } from './fixed-clock.ts';
export { freePort } from './free-port.ts';
export { startFaultProxy } from './fault-proxy.ts';
export type { FaultProxy, ProxiedConnection } from './fault-proxy.ts';
export type { Faults } from './faults.ts';
