import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

it('says at once who opened a page, and nothing of strangers and lots', async () => {
  const ada = randomUUID();
  await stage.connect('/lots');
  await stage.page(stage.signIn(ada));
  expect(stage.onLine).toEqual([ada]);
});
