export { ReachModule } from './reach.module.ts';
