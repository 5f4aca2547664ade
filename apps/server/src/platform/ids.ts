import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Where identity comes from. */
export class Ids {
  /** A UUIDv7: its order is the order of time. */
  uuid(): string {
    return v7();
  }

  /** A short id that stands in the log and in the answer to the person who met the error. */
  errorId(): string {
    return randomBytes(6).toString('hex');
  }
}
