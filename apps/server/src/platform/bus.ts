import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BusWire } from './bus.wire.ts';

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lot'), lotId: z.string(), epoch: z.string(), seq: z.int() }),
  z.object({ kind: z.literal('revocations') }),
  z.object({ kind: z.literal('lots-removed') }),
  z.object({ kind: z.literal('notices') }),
  z.object({ kind: z.literal('rates') }),
  z.object({ kind: z.literal('chat'), room: z.string(), epoch: z.string(), version: z.int() }),
  z.object({
    kind: z.literal('presence'),
    node: z.uuid(),
    /** Which part of the node's report, from 0. */
    part: z.int().min(0).max(1_000),
    /** Room → how many people are there on that node. */
    counts: z.record(z.string().regex(/^(lot|auction):[0-9a-f-]{36}$/), z.int().min(0).max(1_000_000)),
  }),
]);

/** What nodes tell each other. Only hints: each node reads the truth from the database. */
export type BusMessage = z.infer<typeof messageSchema>;

const envelopeSchema = z.object({ from: z.string(), messages: z.array(messageSchema) });

/** NOTIFY takes less than 8000 bytes. All that nodes tell each other is ASCII. */
const BYTES_PER_SEND = 7_900;
const ENVELOPE_BYTES = 100;

/**
 * Wakes the other nodes of the house. It may lose or forge messages without harm, never throws, never blocks, and a node
 * does not hear itself. While a send is under way, messages wait and go together; of those about one thing only the newest
 * goes.
 */
export class Bus {
  /** Names this node; it goes into every message. */
  readonly node = randomUUID();
  private readonly hearers = new Set<(message: BusMessage) => void>();
  private waiting = new Map<string, BusMessage>();
  private sending = false;

  constructor(
    private readonly wire: BusWire,
    private readonly warn: (problem: string) => void,
  ) {
    wire.open((payload) => this.receive(payload));
  }

  /** Tells the other nodes. */
  publish(message: BusMessage): void {
    if (!this.wire.ready) return;
    this.waiting.set(subjectOf(message), message);
    if (!this.sending) void this.send();
  }

  /** Hears what other nodes tell; returns how to stop. */
  subscribe(hear: (message: BusMessage) => void): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  /** Lets go of the connection. */
  async close(): Promise<void> {
    this.hearers.clear();
    await this.wire.close();
  }

  private async send(): Promise<void> {
    this.sending = true;
    while (this.waiting.size > 0) {
      try {
        await this.wire.send(this.take());
      } catch (error) {
        this.warn(`a message to the other nodes was lost: ${error instanceof Error ? error.message : String(error)}`);
        this.waiting.clear();
      }
    }
    this.sending = false;
  }

  /** As much of what waits as fits into one payload. */
  private take(): string {
    let payload = '';
    for (const [subject, message] of this.waiting) {
      const text = JSON.stringify(message);
      if (payload !== '' && payload.length + text.length > BYTES_PER_SEND - ENVELOPE_BYTES) break;
      payload += `${payload === '' ? '' : ','}${text}`;
      this.waiting.delete(subject);
    }
    return `{"from":"${this.node}","messages":[${payload}]}`;
  }

  private receive(payload: string): void {
    const envelope = parse(payload);
    if (envelope === null || envelope.from === this.node) return;
    for (const message of envelope.messages) {
      for (const hear of this.hearers) {
        try {
          hear(message);
        } catch (error) {
          this.warn(`hearing a message failed: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    }
  }
}

/** What a message is about: a newer one about the same takes its place. */
function subjectOf(message: BusMessage): string {
  if (message.kind === 'lot') return message.lotId;
  if (message.kind === 'chat') return `chat:${message.room}`;
  return message.kind === 'presence' ? `presence:${message.part}` : message.kind;
}

function parse(payload: string): z.infer<typeof envelopeSchema> | null {
  try {
    return envelopeSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
