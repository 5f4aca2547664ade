/**
 * A currency as lists show it. The server names them: to ask a browser for the names of currencies takes it long, and it may
 * know other ones.
 */
export interface NamedCurrency {
  /** ISO 4217. */
  code: string;
  name: string;
}
