import { describe, expect, test } from 'vitest';
import { PicturesQueue } from './pictures.queue.ts';

/** Work that ends when it is told to, and notes when it began. */
function works(queue: PicturesQueue) {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const run = (name: string): Promise<string> =>
    queue.run(name.split(' ')[0]!, () => {
      begun.push(name);
      return new Promise<string>((resolve, reject) =>
        ends.set(name, (error) => (error ? reject(error) : resolve(name))),
      );
    });
  const end = async (name: string, error?: Error): Promise<void> => {
    ends.get(name)!(error);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, run, end };
}

describe('the queue of pictures', () => {
  test('lets nobody wait for the many pictures of another', async () => {
    const { begun, run, end } = works(new PicturesQueue());
    const all = [run('ada 1'), run('ada 2'), run('ada 3'), run('bo 1'), run('cy 1')];
    await Promise.resolve();
    expect(begun).toEqual(['ada 1', 'bo 1']);
    await end('bo 1');
    expect(begun).toEqual(['ada 1', 'bo 1', 'cy 1']);
    for (const name of ['ada 1', 'ada 2', 'ada 3', 'cy 1']) await end(name);
    expect(await Promise.all(all)).toEqual(['ada 1', 'ada 2', 'ada 3', 'bo 1', 'cy 1']);
  });

  test('goes on after a picture that fails', async () => {
    const { run, end, begun } = works(new PicturesQueue());
    const failing = run('ada 1').catch((error: Error) => error.message);
    const next = run('ada 2');
    await Promise.resolve();
    await end('ada 1', new Error('damaged'));
    expect(await failing).toBe('damaged');
    expect(begun).toEqual(['ada 1', 'ada 2']);
    await end('ada 2');
    expect(await next).toBe('ada 2');
  });

  test('says that it is busy rather than hold too many pictures in memory', async () => {
    const { run } = works(new PicturesQueue());
    const asked = Array.from({ length: 20 }, (_, index) => run(`ada ${index}`).catch((error: Error) => error.message));
    const busy = await Promise.all(asked.slice(13));
    expect(new Set(busy)).toEqual(new Set(['Many pictures wait to be prepared. Please try again in a moment.']));
    void run('bo 1');
  });
});
