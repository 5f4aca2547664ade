import type { House, Me } from '@rostrum/contract';
import type { LinkPreview } from '#lib/reach/link-preview.ts';
import type { Locale } from '#lib/messages/locale.ts';

/** What the house's server answers to a page's own request (see hooks.server.ts). */
interface HouseAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

declare module 'node:http' {
  interface IncomingMessage {
    /** Set by the server that mounts these pages: asks its REST API in process, with the visitor's cookie. */
    houseFetch?(
      path: string,
      init: { method: string; headers: Record<string, string>; body?: string },
    ): Promise<HouseAnswer>;
  }
}

declare global {
  namespace App {
    interface Error {
      status: number;
      message: string;
      /** Given to people and written to the log, to find one in the other. */
      id?: string;
    }
    interface Locals {
      locale: Locale;
      theme: 'light' | 'dark' | 'system';
      /** IANA zone of the visitor, once his browser has told it. */
      zone: string | null;
      /** ISO 4217: what prices are shown in besides the auction's own currency. */
      currency: string | null;
      me: Me;
      house: House | null;
      /** What other programs are told of the page; a page without one of its own is told of as the house. */
      preview?: LinkPreview;
    }
  }
}
