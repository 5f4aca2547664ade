import { Injectable } from '@nestjs/common';
import { PICTURES_PER_LOT_MAX, type StaffLotPictures } from '@rostrum/contract';
import { Catalogue, LockTimeout, LotPictures, People, type PicturesChange } from '@rostrum/database';
import { refuse, TokenBuckets, type Refusal } from '../platform/index.ts';
import { presentPicture } from './auction.presenter.ts';
import { Pictures } from './pictures.ts';
import { PictureRefused } from './render-picture.ts';

/** One person may send this many pictures at once, and then one every two seconds. */
const UPLOADS_BURST = 48;
const UPLOADS_PER_SECOND = 0.5;

/** What people of the house do with the pictures of a lot. Everything throws LOT_UNKNOWN. */
@Injectable()
export class LotPicturesHandler {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly lotPictures: LotPictures,
    private readonly pictures: Pictures,
    private readonly people: People,
    private readonly buckets: TokenBuckets,
  ) {}

  /** The pictures in their order. */
  async show(lotId: string): Promise<StaffLotPictures> {
    const [page, pictures] = await Promise.all([this.catalogue.lot(lotId), this.lotPictures.of(lotId)]);
    if (page === null || pictures === null) throw refuse('LOT_UNKNOWN');
    const { slug, title } = page.auction;
    return {
      lot: { id: lotId, number: page.lot.number, title: page.title, auction: { slug, title } },
      pictures: pictures.map(presentPicture),
    };
  }

  /** Adds a picture at the end. `bytes` null: it was too large to be read. */
  async add(personId: string, lotId: string, bytes: Buffer | null, alt: string): Promise<StaffLotPictures> {
    this.buckets.spend(`pictures:${personId}`, UPLOADS_PER_SECOND, UPLOADS_BURST);
    await this.check(personId, lotId);
    if (bytes === null) throw refusalOf(new PictureRefused('too-large'));
    const before = await this.lotPictures.of(lotId);
    if (before !== null && before.length >= PICTURES_PER_LOT_MAX) throw refusalOf(new PictureRefused('too-many'));
    const { hash } = await this.pictures.import(bytes, { alt, credit: null }, personId).catch(rethrow);
    const change = await this.lotPictures.append(lotId, hash, PICTURES_PER_LOT_MAX).catch(rethrow);
    // A picture that the house had already keeps its words, unless new ones came with it.
    if (change === 'done' && alt !== '') await this.lotPictures.describe(hash, alt);
    return this.done(lotId, change);
  }

  /** Says what a picture of the lot shows. */
  async describe(personId: string, lotId: string, hash: string, alt: string): Promise<StaffLotPictures> {
    await this.check(personId, lotId);
    const shown = await this.lotPictures.of(lotId);
    if (shown?.some((picture) => picture.hash === hash) !== true) throw noPicture();
    await this.lotPictures.describe(hash, alt);
    return this.show(lotId);
  }

  /** Gives a new order; a picture that was removed comes back this way. */
  async arrange(personId: string, lotId: string, hashes: readonly string[]): Promise<StaffLotPictures> {
    await this.check(personId, lotId);
    return this.done(lotId, await this.lotPictures.arrange(lotId, hashes, PICTURES_PER_LOT_MAX).catch(rethrow));
  }

  /** Takes a picture from the lot; once it is gone that is no error. */
  async remove(personId: string, lotId: string, hash: string): Promise<StaffLotPictures> {
    await this.check(personId, lotId);
    return this.done(lotId, await this.lotPictures.remove(lotId, hash).catch(rethrow));
  }

  /** Everybody knows the passwords of the demo's people, so they work on the demo only. */
  private async check(personId: string, lotId: string): Promise<void> {
    const [page, person] = await Promise.all([this.catalogue.lot(lotId), this.people.byId(personId)]);
    if (page === null) throw refuse('LOT_UNKNOWN');
    if (person?.demo === true && !page.auction.demo) throw refuse('FORBIDDEN');
  }

  private async done(lotId: string, change: PicturesChange): Promise<StaffLotPictures> {
    if (change === 'full') throw refusalOf(new PictureRefused('too-many'));
    if (change === 'unknown') throw noPicture();
    return this.show(lotId);
  }
}

function noPicture(): Refusal {
  return refuse('NOT_FOUND', {}, 'There is no such picture.');
}

function refusalOf(error: PictureRefused): Refusal {
  return refuse('BAD_REQUEST', { path: 'picture', fault: error.fault }, error.message);
}

function rethrow(error: unknown): never {
  if (error instanceof PictureRefused) throw refusalOf(error);
  throw error instanceof LockTimeout ? refuse('BUSY') : error;
}
