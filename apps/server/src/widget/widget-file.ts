import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';

/** How a file is sent; the suffix of its name says it. */
const SUFFIXES = { br: '.br', gzip: '.gz', identity: '' } as const;

export type WidgetEncoding = keyof typeof SUFFIXES;

interface WidgetBody {
  bytes: Buffer;
  /** A strong ETag: one for each encoding. */
  tag: string;
}

/** The built script of the widget, kept in memory until it is built anew. */
@Injectable()
export class WidgetFile {
  readonly #path = join(packageFolder(), 'dist', 'widget.js');
  #builtAt = 0;
  #bodies = new Map<WidgetEncoding, Promise<WidgetBody>>();

  /** Null where it is not built. */
  async body(encoding: WidgetEncoding): Promise<WidgetBody | null> {
    const file = await stat(this.#path).catch(() => null);
    if (file === null) return null;
    if (file.mtimeMs !== this.#builtAt) this.#bodies = new Map();
    this.#builtAt = file.mtimeMs;
    const known = this.#bodies.get(encoding) ?? this.#read(encoding);
    this.#bodies.set(encoding, known);
    return known;
  }

  async #read(encoding: WidgetEncoding): Promise<WidgetBody> {
    const bytes = await readFile(this.#path + SUFFIXES[encoding]);
    return { bytes, tag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
  }
}

/** The widget's folder of the checkout: above this file, as source and as a bundle alike. */
function packageFolder(): string {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'packages', 'widget');
    if (existsSync(folder)) return folder;
  }
  return import.meta.dirname;
}
