import { copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Catalogue, LotPictures, type PictureRow } from '@rostrum/database';
import { Env, Ids } from '../platform/index.ts';
import { PicturesQueue } from './pictures.queue.ts';
import { renderPicture } from './render-picture.ts';

/** What a picture shows, and who made it. */
export interface PictureWords {
  alt: string;
  credit: PictureRow['credit'];
}

/** Effort for people who wait; the encoders are slow. */
const EFFORT = { avif: 2, webp: 3 };
const FILE = /^[0-9a-f]{32}-\d{1,4}\.(avif|webp)$/;
const KINDS = ['avif', 'webp'];

/** The pictures of the house: files under DATA_DIR/images, named after the content of the upload. */
@Injectable()
export class Pictures {
  private readonly folder: string;
  private readonly queue = new PicturesQueue();
  /** Files come and go one picture at a time, so that none is deleted while it is being used again. */
  private filing: Promise<unknown> = Promise.resolve();

  constructor(
    env: Env,
    private readonly ids: Ids,
    private readonly catalogue: Catalogue,
    private readonly lotPictures: LotPictures,
  ) {
    this.folder = env.imagesDir;
  }

  /**
   * Takes an upload, on behalf of a person (`by`): decoded, encoded anew, stored. It stays for good once a lot shows it.
   * Throws PictureRefused with words for the sender, and BUSY where too many wait.
   */
  async import(bytes: Buffer, words: PictureWords, by = 'house'): Promise<PictureRow> {
    const { files, ...picture } = await this.queue.run(by, () => renderPicture(bytes, EFFORT));
    const row = { ...picture, ...words };
    await this.alone(async () => {
      await this.lotPictures.hold(row.hash);
      await mkdir(this.folder, { recursive: true });
      for (const file of files) await this.place(file.name, (path) => writeFile(path, file.bytes));
      await this.catalogue.addPicture(row);
      await this.lotPictures.hold(row.hash);
    });
    return row;
  }

  /** Takes a picture whose files lie ready in a folder; copies those that this node does not have yet. */
  async adopt(folder: string, row: PictureRow): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    for (const name of filesOf(row)) await this.place(name, (path) => copyFile(join(folder, name), path));
    await this.catalogue.addPicture(row);
  }

  /** Deletes what no lot shows since before a time (epoch ms). Files first: after a crash it is simply done again. */
  async sweep(before: number): Promise<number> {
    for (let swept = 0; ; swept++) if (!(await this.alone(() => this.deleteOne(before)))) return swept;
  }

  /** Where a file lies; null for a name that is none of ours. */
  pathOf(file: string): string | null {
    return FILE.test(file) ? join(this.folder, file) : null;
  }

  /** False where nothing is left to delete. */
  private async deleteOne(before: number): Promise<boolean> {
    const [picture] = await this.lotPictures.unused(before, 1);
    if (!picture) return false;
    for (const name of filesOf(picture)) await rm(join(this.folder, name), { force: true });
    await this.lotPictures.forget(picture.hash);
    return true;
  }

  private alone<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.filing.then(work);
    this.filing = turn.catch(() => undefined);
    return turn;
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

function filesOf({ hash, widths }: Pick<PictureRow, 'hash' | 'widths'>): string[] {
  return widths.flatMap((width) => KINDS.map((kind) => `${hash}-${width}.${kind}`));
}
