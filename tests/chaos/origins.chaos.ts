import { origins } from './origins.ts';
import { shortForm } from './short-form.ts';

shortForm(origins, {});
