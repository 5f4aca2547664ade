import type { EpochMs } from './protocol.ts';
import type { Page, Picture, Role } from './rest.ts';

/** Largest picture that the house takes, in bytes. */
export const PICTURE_BYTES_MAX = 15 * 1024 * 1024;
/** Pictures of one lot. */
export const PICTURES_PER_LOT_MAX = 24;
/** Length of the words that say what a picture shows. */
export const PICTURE_ALT_MAX = 500;

/** Why a picture was not taken. */
export type PictureFault = 'too-large' | 'not-a-picture' | 'too-many-pixels' | 'damaged' | 'too-many';

/** The pictures of a lot as staff arrange them. Answer of everything under `/api/staff/lots/:id/pictures`. */
export interface StaffLotPictures {
  lot: { id: string; number: number; title: string; auction: { slug: string; title: string } };
  pictures: Picture[];
}

/** A person as staff see him. */
export interface StaffPerson {
  id: string;
  name: string;
  email: string;
  role: Role;
  approved: boolean;
  banned: boolean;
  demo: boolean;
  createdAt: EpochMs;
}

/** Answer of `GET /api/staff/people`; `waiting` counts all who wait, whatever the list shows. */
export interface StaffPeople extends Page<StaffPerson> {
  waiting: number;
}

/** What removing the demo would take away, and whether the one who asks may do it. Answer of `GET /api/staff/demo`. */
export interface DemoPreview {
  auctions: number;
  lots: number;
  people: number;
  /** `no-owner`: the house has no owner of its own yet. `not-owner`: somebody else is. */
  mayRemove: 'yes' | 'no-owner' | 'not-owner';
}
