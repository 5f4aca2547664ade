import { linear } from './linear.ts';
import { shortForm } from './short-form.ts';

shortForm(linear, {});
