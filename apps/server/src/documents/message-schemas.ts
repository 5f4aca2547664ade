import { z } from 'zod';

/** A JSON Schema (draft 7) as documents carry it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Definitions = Record<string, JsonSchema>;

const LOCAL = '#/definitions/';
const SHARED = '#/components/schemas/';

/**
 * Makes JSON Schemas of the contract's zod schemas. Those that have a name there are written once, under
 * `components.schemas`, and are pointed to from everywhere else.
 */
export class MessageSchemas {
  readonly #named = new Map<string, JsonSchema>();

  /** What the house sends. A reader lets fields pass that he does not know, so none are forbidden. */
  sent(schema: z.ZodType): JsonSchema {
    return this.#write(schema, 'output');
  }

  /** What the house takes, before it is checked; unknown fields are refused. */
  taken(schema: z.ZodType): JsonSchema {
    return this.#write(schema, 'input');
  }

  /** The named ones so far, by name. */
  named(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Within an array, so that a named one is pointed to even where it is the whole message.
    const written = z.toJSONSchema(z.array(schema), {
      target: 'draft-7',
      io,
      override: ({ jsonSchema }) => tidy(jsonSchema, io),
    });
    const { items, definitions = {} } = pointing(written) as { items: JsonSchema; definitions?: Definitions };
    for (const [name, definition] of Object.entries(definitions)) {
      const { $id: _, id: __, ...named } = definition;
      this.#named.set(name, named);
    }
    return items;
  }
}

/** Leaves out what says nothing to a reader. */
function tidy(schema: Record<string, unknown>, io: 'input' | 'output'): void {
  if (schema['format'] === 'uuid') delete schema['pattern'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties'];
}

/** The same with every reference to where names are kept in the whole document. */
function pointing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointing);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string' ? part.replace(LOCAL, SHARED) : pointing(part),
    ]),
  );
}
