import { commands } from './commands.ts';
import { shortForm } from './short-form.ts';

shortForm(commands, {});
