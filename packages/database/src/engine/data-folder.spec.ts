import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../errors.ts';
import { folderError, prepareDataFolder } from './data-folder.ts';

describe('the data folder', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'rostrum-folder-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is made where it is missing', () => {
    const folder = prepareDataFolder(join(root, 'a/b'));
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  it.each([
    ['file', 'is not a folder.'],
    ['file/below', 'is not a folder.'],
  ])('is refused in one line where it is %s', (name, words) => {
    writeFileSync(join(root, 'file'), '');
    const place = join(root, name);
    expect(() => prepareDataFolder(place)).toThrow(new DatabaseUnavailable(`The data folder ${place} ${words}`));
  });

  it.each([
    ['EACCES', 'may not be written by this user'],
    ['EROFS', 'is on a read-only disk'],
    ['ENOSPC', 'is on a full disk'],
    ['EIO', 'cannot be used: went wrong'],
  ])('says in words what %s means', (code, words) => {
    const error = Object.assign(new Error('went wrong\nand more'), { code });
    expect(folderError('/srv/data', error).message).toBe(`The data folder /srv/data ${words}.`);
  });
});
