export { LiveModule } from './live.module.ts';
export { createLiveAdapter } from './sockets/live.adapter.ts';
