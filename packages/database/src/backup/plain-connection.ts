/** One connection to a database as it is: nothing is migrated. */
export interface PlainConnection {
  /** Runs several statements in one text. */
  script(sql: string): Promise<void>;
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}
