/** What carries the bus. */
export interface BusWire {
  /** Whether there is anybody to tell, now. */
  readonly ready: boolean;
  /** Begins to listen; never throws, connects by itself when it can. */
  open(hear: (payload: string) => void): void;
  /** Rejects when it could not be sent. */
  send(payload: string): Promise<void>;
  close(): Promise<void>;
}

/** The one channel of a house, on either carrier. */
export const BUS_CHANNEL = 'rostrum_bus';
