import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { postgresPrograms } from './own-postgres.ts';

/** What the figures of a run were found on, in one line. */
export function machineLine(): string {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const processor = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return [`${processor}, ${memory}`, `Node ${process.versions.node}`, postgresVersion()].join('; ');
}

function postgresVersion(): string {
  const programs = postgresPrograms();
  if (!programs) return 'no PostgreSQL';
  const version = execFileSync(`${programs}/postgres`, ['--version'], { encoding: 'utf8' });
  return `PostgreSQL ${/\d+(\.\d+)*/.exec(version)?.[0] ?? ''}`;
}
