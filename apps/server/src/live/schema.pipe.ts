import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { refuse } from '../platform/index.ts';

/**
 * Checks a message against the schema of its `@MessageBody({ schema })`. Refuses with `BAD_REQUEST{path}`; the answer
 * names the field and repeats nothing of what was sent. Other parameters pass.
 */
@Injectable()
export class SchemaPipe implements PipeTransform {
  async transform(value: unknown, { schema }: ArgumentMetadata): Promise<unknown> {
    if (!schema) return value;
    const result = await schema['~standard'].validate(value);
    if (!result.issues) return result.value;
    const path = (result.issues[0]?.path ?? [])
      .map((segment) => String(typeof segment === 'object' ? segment.key : segment))
      .join('.');
    throw refuse(
      'BAD_REQUEST',
      { path },
      path === '' ? 'The message is not valid.' : `The field ${path} is not valid.`,
    );
  }
}
