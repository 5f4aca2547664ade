import { shortForm } from './short-form.ts';
import { storm } from './storm.ts';

shortForm(storm, {});
