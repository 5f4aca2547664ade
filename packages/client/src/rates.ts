export { RatesChannel } from './rates-channel.ts';
export type { RatesNews, RatesTarget } from './rates-channel.ts';
