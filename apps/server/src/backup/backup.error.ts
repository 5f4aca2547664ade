/** A backup that cannot be made or used. `message` is one line for the operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}
