import type { JsonSchema } from './message-schemas.ts';

/** HTML of a JSON Schema, written as people write shapes: fields by line, what they mean beside them. */
export function shapeOf(schema: JsonSchema, depth = 0): string {
  const { $ref, enum: values, anyOf, oneOf, type, items } = schema as Shape;
  if ($ref !== undefined) return link($ref);
  if ('const' in schema) return literal(schema['const']);
  if (values) return values.map(literal).join(' | ');
  if (anyOf ?? oneOf) return choices((anyOf ?? oneOf)!, depth);
  if (type === 'array') return listOf(items, depth);
  if (type === 'object') return objectOf(schema as Shape, depth);
  return scalar(schema as Shape);
}

/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

type Shape = JsonSchema & {
  $ref?: string;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  type?: string | string[];
  format?: string;
  pattern?: string;
  items?: Shape | Shape[];
  properties?: Record<string, Shape>;
  additionalProperties?: Shape | boolean;
  required?: string[];
  description?: string;
};

const indent = (depth: number): string => '  '.repeat(depth);

function link(ref: string): string {
  const name = escapeHtml(ref.split('/').at(-1)!);
  return `<a href="#${name}">${name}</a>`;
}

function literal(value: unknown): string {
  return `<span class="literal">${escapeHtml(JSON.stringify(value))}</span>`;
}

function choices(all: Shape[], depth: number): string {
  const parts = all.map((one) => shapeOf(one, depth));
  const long = parts.some((part) => part.includes('\n'));
  return long && all.length > 2 ? parts.map((part) => `\n${indent(depth)}| ${part}`).join('') : parts.join(' | ');
}

function listOf(items: Shape | Shape[] | undefined, depth: number): string {
  if (Array.isArray(items)) return `[${items.map((item) => shapeOf(item, depth)).join(', ')}]`;
  const item = shapeOf(items ?? {}, depth);
  return /[ |]/.test(item.replace(/<[^>]*>/g, '')) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
}

function objectOf({ properties, additionalProperties, required = [] }: Shape, depth: number): string {
  if (properties === undefined || Object.keys(properties).length === 0) {
    const values = typeof additionalProperties === 'object' ? shapeOf(additionalProperties, depth) : '';
    return values === '' ? '{}' : `{ [key]: ${values} }`;
  }
  const lines = Object.entries(properties).map(([name, value]) => {
    const mark = required.includes(name) ? '' : '?';
    const note = value.description ? `<span class="note">  // ${escapeHtml(value.description)}</span>` : '';
    return `${indent(depth + 1)}${escapeHtml(name)}${mark}: ${shapeOf(value, depth + 1)}${note}`;
  });
  return `{\n${lines.join('\n')}\n${indent(depth)}}`;
}

function scalar({ type, format, pattern }: Shape): string {
  if (format !== undefined) return escapeHtml(format);
  if (pattern !== undefined) return `<span class="literal">/${escapeHtml(pattern)}/</span>`;
  return type === undefined ? 'any' : escapeHtml([type].flat().join(' | '));
}
