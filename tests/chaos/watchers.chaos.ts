import { shortForm } from './short-form.ts';
import { watchers } from './watchers.ts';

shortForm(watchers, {});
