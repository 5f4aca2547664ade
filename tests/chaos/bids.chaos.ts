import { bids } from './bids.ts';
import { shortForm } from './short-form.ts';

shortForm(bids, {});
