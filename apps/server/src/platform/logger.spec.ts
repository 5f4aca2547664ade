import { expect, it } from 'vitest';
import { HouseLogger } from './logger.ts';

function logged(write: (logger: HouseLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(new HouseLogger('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('writes one JSON line with the context and the fields', () => {
  const [line] = logged((logger) => logger.log('lot closed', { lots: 2 }, 'closing'));
  expect(line).toMatchObject({ msg: 'lot closed', lots: 2, context: 'closing' });
});

it('cuts out secrets and addresses wherever they stand', () => {
  const lines = logged((logger) => {
    logger.warn('a', { password: 'hunter2', headers: { cookie: 'hunter2', authorization: 'hunter2' } });
    logger.error(new Error('b'), { request: { headers: { cookie: 'hunter2' } }, email: 'hunter2@rostrum.test' });
  });
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

it('keeps the stack of an error, and leaves out what is in the code anyway', () => {
  const lines = logged((logger) => {
    logger.log('Mapped {/x, GET} route', 'RouterExplorer');
    logger.error('broken', 'Error: broken\n    at here', 'somewhere');
  });
  expect(lines).toEqual([expect.objectContaining({ msg: 'broken', context: 'somewhere', stack: expect.any(String) })]);
});
