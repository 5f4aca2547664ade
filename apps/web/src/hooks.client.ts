import type { ClientInit } from '@sveltejs/kit/hooks';
import { warmTimes } from '#lib/format/time.ts';

/** The first date of all takes a browser long to write: not within the task that brings the page to life. */
export const init: ClientInit = () =>
  new Promise((done) => {
    setTimeout(() => {
      warmTimes(document.documentElement.lang);
      done();
    }, 0);
  });
