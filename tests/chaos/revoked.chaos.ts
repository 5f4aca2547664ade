import { revoked } from './revoked.ts';
import { shortForm } from './short-form.ts';

shortForm(revoked, { 'a node that has yet to hear of a bid': 2058011989 });
