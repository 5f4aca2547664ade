import type { z } from 'zod';

/** Every field given, at any depth: so that an optional field that one side lacks shows. */
type Full<T> = T extends readonly (infer Item)[]
  ? Full<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Full<T[Key]> }
    : T;

type Fits<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/**
 * A schema of exactly the type T. A field, a value or an optional mark that only one of them has does not compile, so the
 * types that programs use and the schemas that documents are made of cannot drift apart.
 */
export function exactly<T>() {
  return <S extends z.ZodType>(
    schema: S & ([Fits<z.output<S>, T>, Fits<Full<z.output<S>>, Full<T>>] extends [true, true] ? unknown : never),
  ): S => schema;
}
