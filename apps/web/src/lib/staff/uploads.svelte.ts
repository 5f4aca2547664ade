import { PICTURE_BYTES_MAX, type PictureFault, type Problem } from '@rostrum/contract';
import type { StaffFault } from './staff-fault.ts';

/** Where an upload stands. `resting`: the house asked to go slower. */
export type UploadState =
  | { name: 'waiting' | 'preparing' | 'done' }
  | { name: 'sending'; percent: number }
  | { name: 'resting'; seconds: number }
  | { name: 'failed'; fault: PictureFault | StaffFault | 'network'; again: boolean };

/** A file on its way to the house. */
export interface Upload {
  readonly id: number;
  readonly file: File;
  state: UploadState;
}

/** Faults of the file itself: sending it again would change nothing. */
const FINAL: ReadonlySet<string> = new Set(['too-large', 'not-a-picture', 'too-many-pixels', 'damaged']);
const BUSY_REST_S = 3;

/** What became of one try; `restS`: the house asks to come again in so many seconds. */
type Tried = { ok: true } | { ok: false; fault: PictureFault | StaffFault | 'network'; restS?: number };

/**
 * Sends files to a lot, one after the other so that they keep their order. Nothing is lost on an error: a file that could
 * not be sent stays, and can be tried again.
 */
export class Uploads {
  readonly list = $state<Upload[]>([]);
  #next = 1;
  #running = false;
  #over = false;
  readonly #lotId: () => string;
  readonly #added: (file: File) => Promise<void>;

  /** `added` is called when a picture has been taken. */
  constructor(lotId: () => string, added: (file: File) => Promise<void>) {
    this.#lotId = lotId;
    this.#added = added;
  }

  /** Something is still on its way. */
  get busy(): boolean {
    return this.list.some(({ state }) => state.name !== 'done' && state.name !== 'failed');
  }

  add(files: Iterable<File>): void {
    for (const file of files) {
      const large = file.size > PICTURE_BYTES_MAX;
      const state: UploadState = large ? { name: 'failed', fault: 'too-large', again: false } : { name: 'waiting' };
      this.list.push({ id: this.#next++, file, state });
    }
    void this.#run();
  }

  again(id: number): void {
    const upload = this.list.find((other) => other.id === id);
    if (upload) upload.state = { name: 'waiting' };
    void this.#run();
  }

  dismiss(id: number): void {
    const at = this.list.findIndex((other) => other.id === id);
    if (at >= 0) this.list.splice(at, 1);
  }

  /** The page is left: what waits is not sent any more. */
  close(): void {
    this.#over = true;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let upload = this.#waiting(); upload && !this.#over; upload = this.#waiting()) await this.#send(upload);
    this.#running = false;
  }

  #waiting(): Upload | undefined {
    return this.list.find(({ state }) => state.name === 'waiting');
  }

  async #send(upload: Upload): Promise<void> {
    const tried = await this.#try(upload);
    if (tried.ok) {
      upload.state = { name: 'done' };
      await this.#added(upload.file);
    } else if (tried.restS !== undefined) {
      for (let seconds = tried.restS; seconds > 0 && !this.#over; seconds--) {
        upload.state = { name: 'resting', seconds };
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
      upload.state = { name: 'waiting' };
    } else {
      upload.state = { name: 'failed', fault: tried.fault, again: !FINAL.has(tried.fault) };
    }
  }

  /** XMLHttpRequest, because fetch does not tell how much was sent. */
  #try(upload: Upload): Promise<Tried> {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      upload.state = { name: 'sending', percent: 0 };
      request.upload.addEventListener('progress', ({ loaded, total }) => {
        upload.state = { name: 'sending', percent: Math.floor((100 * loaded) / total) };
      });
      request.upload.addEventListener('load', () => (upload.state = { name: 'preparing' }));
      request.addEventListener('error', () => resolve({ ok: false, fault: 'network' }));
      request.addEventListener('load', () => resolve(outcomeOf(request)));
      request.open('POST', `/api/staff/lots/${this.#lotId()}/pictures`);
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.send(upload.file);
    });
  }
}

function outcomeOf({ status, responseText }: XMLHttpRequest): Tried {
  if (status === 201) return { ok: true };
  const problem = parsed(responseText);
  if (problem?.code === 'RATE_LIMITED') {
    return { ok: false, fault: 'RATE_LIMITED', restS: Math.max(1, Math.ceil(problem.retryAfterMs / 1000)) };
  }
  if (problem?.code === 'BUSY') return { ok: false, fault: 'BUSY', restS: BUSY_REST_S };
  if (problem?.code === 'BAD_REQUEST' && problem.fault) return { ok: false, fault: problem.fault };
  return { ok: false, fault: (problem?.code as StaffFault | undefined) ?? 'network' };
}

function parsed(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}
