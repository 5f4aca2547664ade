import { protocol, type PGlite } from '@electric-sql/pglite';
import type { Statement } from './engine.ts';

const { serialize } = protocol;

interface Prepared {
  /** How each value is written, by its type. */
  write: (((value: never) => string) | undefined)[];
  columns: { name: string; read: ((text: string) => unknown) | undefined }[];
}

/**
 * Statements of PGlite, each parsed and planned once: its own `query` does both every time, and asks for the types in
 * between, which is half of what a small statement takes.
 */
export class PgliteStatements {
  readonly #pglite: PGlite;
  readonly #prepared = new Map<string, Prepared>();

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** Statements run in the order in which they are given. One without a name (BEGIN, COMMIT) is known by its text. */
  run<Row>({ name, text }: Statement, values: readonly unknown[]): Promise<Row[]> {
    const known = name || text;
    return this.#pglite.runExclusive(async () => {
      const prepared = this.#prepared.get(known) ?? (await this.#prepare(known, text));
      const written = values.map((value, index) => writtenAs(value, prepared.write[index]));
      const { messages } = await this.#pglite.execProtocol(
        Buffer.concat([serialize.bind({ statement: known, values: written }), serialize.execute({}), serialize.sync()]),
      );
      return messages.flatMap((message) =>
        message.name === 'dataRow' ? [rowOf((message as DataRow).fields, prepared) as Row] : [],
      );
    });
  }

  async #prepare(name: string, text: string): Promise<Prepared> {
    const { messages } = await this.#pglite.execProtocol(
      Buffer.concat([serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync()]),
    );
    const prepared: Prepared = { write: [], columns: [] };
    for (const message of messages) {
      if (message.name === 'parameterDescription') {
        const { dataTypeIDs } = message as Parameters;
        prepared.write = dataTypeIDs.map((type) => this.#pglite.serializers[type]);
      }
      if (message.name === 'rowDescription') {
        const { fields } = message as Columns;
        prepared.columns = fields.map((field) => ({ name: field.name, read: this.#pglite.parsers[field.dataTypeID] }));
      }
    }
    this.#prepared.set(name, prepared);
    return prepared;
  }
}

type Parameters = InstanceType<typeof protocol.messages.ParameterDescriptionMessage>;
type Columns = InstanceType<typeof protocol.messages.RowDescriptionMessage>;
type DataRow = InstanceType<typeof protocol.messages.DataRowMessage>;

function writtenAs(value: unknown, write: Prepared['write'][number]): string | null {
  if (value === null || value === undefined) return null;
  return write ? write(value as never) : String(value);
}

function rowOf(fields: (string | null)[], { columns }: Prepared): Record<string, unknown> {
  return Object.fromEntries(
    columns.map(({ name, read }, index) => {
      const text = fields[index] ?? null;
      return [name, text === null || !read ? text : read(text)];
    }),
  );
}
