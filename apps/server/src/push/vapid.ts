import { Injectable } from '@nestjs/common';
import { HouseStore } from '@rostrum/database';
import webPush from 'web-push';
import { Env } from '../platform/index.ts';

const KEY = 'push.vapid';

/** By what push services know the house (RFC 8292). Keys are base64url. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/** The house's own pair of keys: made once in its life, kept in its database, the same on every node. */
@Injectable()
export class Vapid {
  #keys: Promise<VapidKeys> | null = null;

  constructor(
    private readonly house: HouseStore,
    private readonly env: Env,
  ) {}

  keys(): Promise<VapidKeys> {
    this.#keys ??= this.house
      .settingMadeOnce<VapidKeys>(KEY, () => webPush.generateVAPIDKeys())
      .catch((error: unknown) => {
        this.#keys = null;
        throw error;
      });
    return this.#keys;
  }

  /** Where a push service finds who runs the house. */
  get subject(): string {
    const { publicUrl, mailFrom } = this.env;
    if (publicUrl.startsWith('https:')) return publicUrl;
    return `mailto:${/<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom}`;
  }
}
