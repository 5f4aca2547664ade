import { readFileSync } from 'node:fs';
import { readRecordedAuctions } from '../src/replay/recorded-auction.ts';
import { replayAuction } from '../src/replay/replay-auction.ts';

/** `replay FILE`: prints what our rules make of each recorded auction, one JSON line each. */
function replay(file: string | undefined): string {
  if (file === undefined) throw new Error('usage: npm run replay -- FILE');
  try {
    return readRecordedAuctions(JSON.parse(readFileSync(file, 'utf8')))
      .map((auction) => JSON.stringify(replayAuction(auction)) + '\n')
      .join('');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot replay ${file}: ${why}`, { cause: error });
  }
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.stdout.write(replay(process.argv[2]));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error)}\n`);
  process.exitCode = 1;
}
