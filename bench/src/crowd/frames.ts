import { randomBytes } from 'node:crypto';

const [TEXT, CLOSE, PING, PONG] = [1, 8, 9, 10];

/** One text message as a client sends it: masked, as the protocol asks. */
export function textFrame(text: string): Buffer {
  return maskedFrame(TEXT, Buffer.from(text));
}

function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const length = payload.length;
  const head =
    length < 126 ? Buffer.of(0x80 | opcode, 0x80 | length) : Buffer.of(0x80 | opcode, 0xfe, length >> 8, length);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ mask[at & 3]!)]);
}

/** Hears what came in; `start` is the frame's payload or, of a long one, its beginning. */
export interface FrameHearer {
  text(start: Buffer, length: number): void;
  /** Must be answered with these bytes. */
  pinged(answer: Buffer): void;
  closed(): void;
}

/**
 * Finds frames in the bytes of one connection without decoding them. Of a frame only the first `look` bytes are handed
 * on, the rest is skipped; with `look` Infinity all of it.
 */
export class FrameScanner {
  bytes = 0;
  #kept: Buffer | null = null;
  #skip = 0;
  readonly #look: number;
  readonly #hearer: FrameHearer;

  constructor(look: number, hearer: FrameHearer) {
    this.#look = look;
    this.#hearer = hearer;
  }

  take(chunk: Buffer): void {
    this.bytes += chunk.length;
    let data = this.#kept ? Buffer.concat([this.#kept, chunk]) : chunk;
    this.#kept = null;
    while (data.length > 0) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, data.length);
        this.#skip -= skipped;
        data = data.subarray(skipped);
        continue;
      }
      const used = this.#frame(data);
      if (used === 0) return void (this.#kept = data);
      data = data.subarray(used);
    }
  }

  /** Bytes used up; 0 where the frame's beginning is not all here. */
  #frame(data: Buffer): number {
    if (data.length < 2) return 0;
    let [length, head] = [data[1]! & 0x7f, 2];
    if (length === 126) [length, head] = [data.length < 4 ? -1 : data.readUInt16BE(2), 4];
    else if (length === 127) [length, head] = [data.length < 10 ? -1 : Number(data.readBigUInt64BE(2)), 10];
    const looked = Math.min(length, this.#look);
    if (length < 0 || data.length < head + looked) return 0;
    const opcode = data[0]! & 0x0f;
    const start = data.subarray(head, head + looked);
    if (opcode === TEXT) this.#hearer.text(start, length);
    else if (opcode === PING) this.#hearer.pinged(maskedFrame(PONG, Buffer.from(start)));
    else if (opcode === CLOSE) this.#hearer.closed();
    this.#skip = length - looked;
    return head + looked;
  }
}
