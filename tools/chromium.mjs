import { existsSync } from 'node:fs';

/** Path of a Chromium on this machine: TEST_CHROMIUM or one of the usual places; undefined where there is none. */
export function findChromium() {
  return [
    process.env.TEST_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find((path) => path && existsSync(path));
}
