import { expect, it } from 'vitest';
import { HouseLogger } from './logger.ts';
import { inContext, outOfContext } from './request-context.ts';

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

it('names the request and the command that a line belongs to', async () => {
  const lines: string[] = [];
  const logger = new HouseLogger('info', { write: (line) => void lines.push(line) });
  await inContext({ requestId: 'r', span: null }, async () => {
    await new Promise((resolve) => setImmediate(resolve));
    inContext({ commandId: 'c' }, () => logger.warn({ msg: 'both' }, 'somewhere'));
    logger.warn('one');
    outOfContext(() => logger.warn('none'));
  });
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ msg: 'both', requestId: 'r', commandId: 'c', context: 'somewhere' }),
    expect.not.objectContaining({ commandId: expect.anything() }),
    expect.not.objectContaining({ requestId: expect.anything() }),
  ]);
  expect(JSON.parse(lines[1]!)).toMatchObject({ msg: 'one', requestId: 'r' });
});

it('says of an error what it is, not what it carries', () => {
  const lines: string[] = [];
  const logger = new HouseLogger('info', { write: (line) => void lines.push(line) });
  const refused = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ada@a.example)' });
  logger.error({ msg: 'first', err: new Error('no', { cause: refused }) });
  logger.error(refused, { errorId: 'e' });
  logger.warn({ msg: 'third', err: 'a text' });
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({
      msg: 'first',
      err: expect.objectContaining({ message: 'no', cause: expect.objectContaining({ code: '23505' }) }),
    }),
    expect.objectContaining({ msg: 'duplicate key', errorId: 'e', err: expect.objectContaining({ code: '23505' }) }),
    expect.objectContaining({ msg: 'third', err: 'a text' }),
  ]);
  expect(lines.join('')).not.toContain('ada@a.example');
});
