import { resumes } from './resumes.ts';
import { shortForm } from './short-form.ts';

shortForm(resumes, {});
