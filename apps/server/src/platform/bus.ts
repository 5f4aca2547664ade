import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BusWire } from './bus.wire.ts';

const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('lot'), lotId: z.string(), epoch: z.string(), seq: z.int() }),
  z.object({ kind: z.literal('revocations') }),
  z.object({ kind: z.literal('lots-removed') }),
  z.object({ kind: z.literal('notices') }),
  z.object({ kind: z.literal('presence'), node: z.string(), counts: z.record(z.string(), z.int()) }),
]);

/** What nodes tell each other. Only hints: each node reads the truth from the database. */
export type BusMessage = z.infer<typeof messageSchema>;

const envelopeSchema = z.object({ from: z.string(), messages: z.array(messageSchema) });

/** NOTIFY takes at most 8000 bytes; a lot's message has about 120. */
const MESSAGES_PER_SEND = 48;

/**
 * Wakes the other nodes of the house. It may lose or forge messages without harm, never throws, never blocks, and a node
 * does not hear itself. While a send is under way, messages wait and go together; of a lot only the newest goes.
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
    this.waiting.set(message.kind === 'lot' ? message.lotId : message.kind, message);
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
      const messages = [...this.waiting.values()].slice(0, MESSAGES_PER_SEND);
      for (const key of [...this.waiting.keys()].slice(0, MESSAGES_PER_SEND)) this.waiting.delete(key);
      try {
        await this.wire.send(JSON.stringify({ from: this.node, messages }));
      } catch (error) {
        this.warn(`a message to the other nodes was lost: ${error instanceof Error ? error.message : String(error)}`);
        this.waiting.clear();
      }
    }
    this.sending = false;
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

function parse(payload: string): z.infer<typeof envelopeSchema> | null {
  try {
    return envelopeSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
