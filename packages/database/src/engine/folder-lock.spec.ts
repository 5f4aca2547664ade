import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../errors.ts';
import { lockFolder } from './folder-lock.ts';
import { isAlive, thisProcess } from './process-identity.ts';

describe('the lock of a data folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rostrum-lock-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const lockFile = () => `${folder}/house.lock`;

  it('names its holder and is gone when it is given back', async () => {
    const unlock = await lockFolder(folder, 0);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toEqual(thisProcess());
    unlock();
    expect(existsSync(lockFile())).toBe(false);
  });

  it('is refused with one line that names the living holder', async () => {
    const unlock = await lockFolder(folder, 0);
    const second = lockFolder(folder, 0);
    await expect(second).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect(second).rejects.toThrow(new RegExp(`^The data folder ${folder} is used .*${process.pid}\\)\\.$`));
    unlock();
  });

  it('is waited for', async () => {
    const unlock = await lockFolder(folder, 0);
    const second = lockFolder(folder, 20_000);
    setTimeout(unlock, 150);
    (await second)();
  });

  const me = thisProcess();
  it.each([
    ['a process that is gone', JSON.stringify({ ...me, pid: 2 ** 22 + 1 })],
    ['an earlier process with the same pid', JSON.stringify({ ...me, startedAt: '1' })],
    ['a process before the last boot', JSON.stringify({ ...me, bootId: 'another' })],
    ['nobody', 'rubbish'],
  ])('is taken over from %s', async (_, content) => {
    writeFileSync(lockFile(), content);
    const unlock = await lockFolder(folder, 0);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toEqual(me);
    unlock();
  });

  it('is taken over by one of many, also past a taker who died', async () => {
    writeFileSync(lockFile(), 'rubbish');
    writeFileSync(`${lockFile()}.takeover`, JSON.stringify({ ...me, startedAt: '1' }));
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => lockFolder(folder, 0)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('knows that this process is alive', () => {
    expect(isAlive(me)).toBe(true);
  });
});
