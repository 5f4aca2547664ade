/** The database cannot be opened or used. `message` is one line for the operator; it never holds a password. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
}

/** There is no lot with this id. */
export class LotUnknown extends Error {
  override name = 'LotUnknown';
}

/** A lock was not given within two seconds. Nothing happened; the caller may try again. */
export class LockTimeout extends Error {
  override name = 'LockTimeout';
}

/** The answer to COMMIT was lost and could not be learnt either: the batch may or may not count. */
export class OutcomeUnknown extends Error {
  override name = 'OutcomeUnknown';
}

/** A cursor that the list never gave. */
export class BrokenCursor extends Error {
  override name = 'BrokenCursor';
}
