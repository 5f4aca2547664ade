/** A message that was given up for sending and has no answer yet. */
export interface Unsent {
  /** The id under which it may already have arrived: sent again under it, it counts once. */
  id: string;
  body: string;
  replyTo: string | null;
}

/** What a person has written in one room and nobody else can read yet. */
interface Kept {
  /** Who wrote it; null before sign-in. */
  by: string | null;
  /** What stands in the fields, by the message that it replies to; '' for none. */
  fields: Record<string, string>;
  unsent: Unsent[];
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isUnsent(value: unknown): value is Unsent {
  if (typeof value !== 'object' || value === null) return false;
  const { id, body, replyTo } = value as Record<string, unknown>;
  return isText(id) && isText(body) && (replyTo === null || isText(replyTo));
}

function keptFrom(text: string | null): Kept | null {
  const value = JSON.parse(text ?? 'null') as Partial<Record<keyof Kept, unknown>> | null;
  if (typeof value !== 'object' || value === null || typeof value.fields !== 'object' || value.fields === null)
    return null;
  if (value.by !== null && !isText(value.by)) return null;
  const fields = Object.entries(value.fields).filter((entry): entry is [string, string] => isText(entry[1]));
  const unsent = Array.isArray(value.unsent) ? value.unsent.filter(isUnsent) : [];
  return { by: value.by, fields: Object.fromEntries(fields), unsent };
}

/**
 * Keeps what was typed in one room, in this tab: across reload and sign-in, and from nobody to whoever signs in, but never
 * from one person to another. Where the browser keeps nothing, it lasts as long as the page.
 */
export class Drafts {
  readonly #key: string;
  readonly #personId: string | null;
  readonly #storage: Store | null;
  #kept: Kept;

  constructor(room: string, personId: string | null, storage: Store | null) {
    this.#key = `rostrum:draft:${room}`;
    this.#personId = personId;
    this.#storage = storage;
    this.#kept = this.#read() ?? { by: personId, fields: {}, unsent: [] };
  }

  get unsent(): readonly Unsent[] {
    return this.#kept.unsent;
  }

  field(replyTo: string | null): string {
    return this.#kept.fields[replyTo ?? ''] ?? '';
  }

  type(replyTo: string | null, text: string): void {
    const { [replyTo ?? '']: _, ...others } = this.#kept.fields;
    this.#keep({ fields: text === '' ? others : { ...others, [replyTo ?? '']: text } });
  }

  /** What is on its way takes the place of what stood in its field. */
  send(unsent: Unsent): void {
    this.#keep({ unsent: [...this.#kept.unsent.filter(({ id }) => id !== unsent.id), unsent] });
  }

  /** It has arrived, or was given up. */
  settled(id: string): void {
    this.#keep({ unsent: this.#kept.unsent.filter((unsent) => unsent.id !== id) });
  }

  #read(): Kept | null {
    try {
      const kept = keptFrom(this.#storage?.getItem(this.#key) ?? null);
      return kept && (kept.by === null || kept.by === this.#personId) ? { ...kept, by: this.#personId } : null;
    } catch {
      return null;
    }
  }

  #keep(change: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...change };
    const empty = this.#kept.unsent.length === 0 && Object.keys(this.#kept.fields).length === 0;
    try {
      if (empty) this.#storage?.removeItem(this.#key);
      else this.#storage?.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Full or forbidden: the page's own memory has to do.
    }
  }
}
