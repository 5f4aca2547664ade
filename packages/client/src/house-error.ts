import type { ErrorCode, WireError } from '@rostrum/contract';

/** The house answered with an error. `error.code` says which and carries its data. */
export class HouseError extends Error {
  override readonly name = 'HouseError';
  readonly error: WireError;
  readonly status: number;
  /** The finer reason of the sign-in service, such as `USER_ALREADY_EXISTS`. */
  readonly reason: string | undefined;

  constructor(error: WireError, status: number, reason?: string) {
    super(error.message);
    this.error = error;
    this.status = status;
    this.reason = reason;
  }

  get code(): ErrorCode {
    return this.error.code;
  }
}

/** No answer of the house came: the network, a proxy or the house is down. Whether the request arrived is not known. */
export class HouseUnreachable extends Error {
  override readonly name = 'HouseUnreachable';

  constructor(cause: unknown) {
    super('The house cannot be reached', { cause });
  }
}
