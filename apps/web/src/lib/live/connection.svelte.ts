import type { ConnectionState } from '@rostrum/client';

/** How fresh the page's data is, for components. Stays `connecting` on the server. */
class Connection {
  state = $state<ConnectionState>('connecting');

  /** True where prices are as new as they can be. */
  get fresh(): boolean {
    return this.state === 'live' || this.state === 'polling';
  }
}

export const connection = new Connection();
