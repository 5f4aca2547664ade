import { copyFile, mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Catalogue, type PictureRow } from '@rostrum/database';
import { Env, Ids } from '../platform/index.ts';
import { renderPicture } from './render-picture.ts';

/** What a picture shows, and who made it. */
export interface PictureWords {
  alt: string;
  credit: PictureRow['credit'];
}

/** Effort for people who wait; the encoders are slow. */
const EFFORT = { avif: 2, webp: 3 };
const FILE = /^[0-9a-f]{32}-\d{1,4}\.(avif|webp)$/;

/** The pictures of the house: files under DATA_DIR/images, named after the content of the upload. */
@Injectable()
export class Pictures {
  private readonly folder: string;
  /** One picture is encoded at a time: the machine has bids to take. */
  private busy: Promise<unknown> = Promise.resolve();

  constructor(
    env: Env,
    private readonly ids: Ids,
    private readonly catalogue: Catalogue,
  ) {
    this.folder = join(env.dataDir, 'images');
  }

  /** Takes an upload: decoded, encoded anew, stored. Throws PictureRefused with words for the sender. */
  async import(bytes: Buffer, words: PictureWords): Promise<PictureRow> {
    const turn = this.busy.then(() => renderPicture(bytes, EFFORT));
    this.busy = turn.catch(() => undefined);
    const { files, ...picture } = await turn;
    await mkdir(this.folder, { recursive: true });
    for (const file of files) {
      await this.place(file.name, (path) => writeFile(path, file.bytes));
    }
    const row = { ...picture, ...words };
    await this.catalogue.addPicture(row);
    return row;
  }

  /** Takes a picture whose files lie ready in a folder; copies those that this node does not have yet. */
  async adopt(folder: string, row: PictureRow): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    for (const width of row.widths) {
      for (const kind of ['avif', 'webp']) {
        const name = `${row.hash}-${width}.${kind}`;
        await this.place(name, (path) => copyFile(join(folder, name), path));
      }
    }
    await this.catalogue.addPicture(row);
  }

  /** Where a file lies; null for a name that is none of ours. */
  pathOf(file: string): string | null {
    return FILE.test(file) ? join(this.folder, file) : null;
  }

  /** A file is complete from the moment it has its name: another node may share the folder. */
  private async place(name: string, write: (path: string) => Promise<void>): Promise<void> {
    const path = join(this.folder, name);
    if (await stat(path).catch(() => null)) return;
    const draft = `${path}.${this.ids.errorId()}`;
    await write(draft);
    await rename(draft, path);
  }
}
