import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { addAuction, addLot, addPerson, place } from '../contract/sale.testing.ts';
import { raw } from '../contract/test-house.testing.ts';
import { Database } from '../database.ts';
import { openPglite } from './open-pglite.ts';

const survivor = fileURLToPath(new URL('./survivor.testing.ts', import.meta.url));
const verifyCommand = fileURLToPath(new URL('../../bin/verify.ts', import.meta.url));

describe('a data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-killed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = () =>
    new Promise<{ code: unknown; out: string }>((resolve) => {
      const env = { ...process.env, DATABASE_URL: '', DATA_DIR: folder };
      execFile(process.execPath, [verifyCommand], { env }, (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, out: stdout + stderr }),
      );
    });

  it('keeps every acknowledged row of a process that is killed, and is opened again', async () => {
    const child = spawn(process.execPath, [survivor, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let acknowledged = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged === 50) child.kill('SIGKILL');
    }
    const { engine } = await openPglite(folder, 10_000);
    const { house } = new Database(engine);
    for (let n = 1; n <= acknowledged; n++) expect(await house.setting(`n${n}`)).toBe(n);
    expect(acknowledged).toBeGreaterThanOrEqual(50);
    await engine.close();
  }, 120_000);

  it('is verified from the command line', async () => {
    const { engine } = await openPglite(folder, 0);
    const house = {
      database: new Database(engine),
      engine,
      url: null,
      connect: () => Promise.reject(),
      close: () => engine.close(),
    };
    const ada = await addPerson(house);
    const lot = await addLot(house, await addAuction(house, [ada]));
    await place(house.database, lot.id, [{ personId: ada, maxMinor: 2_000 }]);
    await house.close();
    expect(await verify()).toEqual({ code: 0, out: '1 lots, 3 events: all sound\n' });
    const { engine: again } = await openPglite(folder, 0);
    await raw({ ...house, engine: again }, 'UPDATE lots SET seq = 7');
    await again.close();
    expect(await verify()).toEqual({
      code: 1,
      out: `lot ${lot.id} differs: column.seq: 3 ≠ 7\n1 lots, 3 events: 1 bad\n`,
    });
  }, 120_000);
});
