import { BackupError, backUp } from './backup/index.ts';
import { Env } from './platform/env.ts';
import { stopWithLine } from './process.ts';

/** `npm run backup [-- FILE or FOLDER]`: everything that the house is, in one file. */
try {
  const [target = '.', ...more] = process.argv.slice(2);
  if (more.length > 0) throw new BackupError('it takes one name: npm run backup -- FILE');
  const { file, rows, pictures } = await backUp(Env.fromProcess(), target, Date.now());
  process.stdout.write(
    `${file}: ${rows} rows, ${pictures} files of pictures, and the keys of the house. Keep it where nobody else reads it.\n`,
  );
} catch (error) {
  stopWithLine(error, 'make a backup');
}
