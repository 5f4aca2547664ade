import { BackupError, restore } from './backup/index.ts';
import { Env } from './platform/env.ts';
import { stopWithLine } from './process.ts';

/** `npm run restore -- FILE [--force]`: the house as it was when the backup was made. */
try {
  const args = process.argv.slice(2);
  const [file, ...more] = args.filter((arg) => arg !== '--force');
  if (file === undefined || more.length > 0) throw new BackupError('npm run restore -- FILE [--force]');
  const { madeAt, lots, events, pictures } = await restore(Env.fromProcess(), file, args.includes('--force'));
  process.stdout.write(
    `The house is back as of ${new Date(madeAt).toISOString()}: ${lots} lots, ${events} events, all sound; ${pictures} files of pictures.\n`,
  );
} catch (error) {
  stopWithLine(error, 'restore');
}
