import { accessSync, constants, mkdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseUnavailable } from '../errors.ts';

/** A new database takes about 40 MB; below this even an old one cannot be opened in peace. */
const FREE_BYTES_MIN = 64 * 1024 * 1024;

const WORDS: Record<string, string> = {
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'is on a read-only disk',
  ENOSPC: 'is on a full disk',
  EDQUOT: 'is over its quota',
  ENOTDIR: 'is not a folder',
  EEXIST: 'is not a folder',
};

/** Makes sure that a folder is there and can be written. Answers its full path. Throws DatabaseUnavailable. */
export function prepareDataFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    mkdirSync(folder, { recursive: true });
    if (!statSync(folder).isDirectory()) throw new DatabaseUnavailable(`The data folder ${folder} is not a folder.`);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = `${folder}/.probe-${process.pid}`;
    writeFileSync(probe, 'x');
    rmSync(probe);
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < FREE_BYTES_MIN) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
  } catch (error) {
    throw folderError(folder, error);
  }
  return folder;
}

/** One clear line about what is wrong with a data folder. */
export function folderError(folder: string, error: unknown): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return new DatabaseUnavailable(`The data folder ${folder} ${WORDS[code] ?? `cannot be used: ${why}`}.`, {
    cause: error,
  });
}
