import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { refuse } from '../../platform/index.ts';

/**
 * Checks the body of a message against its schema. Refuses with `BAD_REQUEST{path}`; the answer names the field and
 * repeats nothing of what was sent, as zod's own words do. Other parameters pass.
 */
export class SchemaPipe implements PipeTransform {
  constructor(private readonly schema: z.ZodType) {}

  transform(value: unknown, { type }: Pick<ArgumentMetadata, 'type'>): unknown {
    if (type !== 'body') return value;
    const result = this.schema.safeParse(value);
    if (result.success) return result.data;
    const path = (result.error.issues[0]?.path ?? []).join('.');
    throw refuse(
      'BAD_REQUEST',
      { path },
      path === '' ? 'The message is not valid.' : `The field ${path} is not valid.`,
    );
  }
}
