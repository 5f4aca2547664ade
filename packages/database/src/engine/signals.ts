/** Short messages between nodes. They may be lost; nothing may depend on one. */
export interface Signals {
  /** Also heard by the listeners of this process. `payload` below 8,000 bytes, `channel` in lower case letters. */
  notify(channel: string, payload: string): Promise<void>;
  /** Answers a function that stops listening. Listens again by itself after a lost connection. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
}
