/** Who is in which room, of those that this node serves. Somebody with two pages in one room is there once. */
export class Attendance {
  /** Room → visitor → his pages there. */
  readonly #rooms = new Map<string, Map<string, number>>();
  #changed = new Set<string>();

  enter(visitor: string, rooms: Iterable<string>): void {
    for (const room of rooms) {
      const visitors = this.#rooms.get(room) ?? new Map<string, number>();
      const pages = visitors.get(visitor) ?? 0;
      this.#rooms.set(room, visitors.set(visitor, pages + 1));
      if (pages === 0) this.#changed.add(room);
    }
  }

  leave(visitor: string, rooms: Iterable<string>): void {
    for (const room of rooms) {
      const visitors = this.#rooms.get(room);
      const pages = visitors?.get(visitor);
      if (!visitors || pages === undefined) continue;
      if (pages > 1) visitors.set(visitor, pages - 1);
      else {
        visitors.delete(visitor);
        this.#changed.add(room);
      }
      if (visitors.size === 0) this.#rooms.delete(room);
    }
  }

  count(room: string): number {
    return this.#rooms.get(room)?.size ?? 0;
  }

  /** Every room in which somebody is. */
  rooms(): string[] {
    return [...this.#rooms.keys()];
  }

  /** The rooms where somebody came or went since the last call. */
  changed(): string[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed;
  }
}
