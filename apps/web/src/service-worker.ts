/*
 * What the browser runs beside the pages. Each concern has a module of its own in lib/worker and listens for itself; they
 * are checked against the worker's own types (tsconfig.worker.json). Pages, scripts and answers of the house are never
 * kept here, so an old worker can do no harm after a deploy.
 */
import './lib/worker/claim.ts';
import './lib/worker/offline.ts';
import './lib/worker/push.ts';
