export { BackupError } from './backup.error.ts';
export { backUp } from './back-up.ts';
export { restore } from './restore.ts';
