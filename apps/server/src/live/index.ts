export { createLiveAdapter } from './live.adapter.ts';
export { LiveModule } from './live.module.ts';
