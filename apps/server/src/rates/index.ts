export { RatesDesk } from './rates.desk.ts';
export { RatesModule } from './rates.module.ts';
