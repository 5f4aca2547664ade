import { Injectable } from '@nestjs/common';
import { Database, HouseStore } from '@rostrum/database';
import { Clock, Ids } from '../platform/index.ts';

const LEASE = 'demo.robots.lease';
/** A node that says nothing for this long has given the robots up. */
const LEASE_MS = 20_000;

/** Of several nodes one keeps the robots. */
@Injectable()
export class RobotsLease {
  private readonly me: string;

  constructor(
    private readonly database: Database,
    private readonly house: HouseStore,
    private readonly clock: Clock,
    ids: Ids,
  ) {
    this.me = ids.uuid();
  }

  /** Takes the lease or renews it. False while another node has it. */
  async hold(): Promise<boolean> {
    // The embedded database has one process, and a lease of its killed predecessor would only cost time.
    if (this.database.kind === 'pglite') return true;
    return this.house.exclusively(LEASE, async () => {
      const held = (await this.house.setting(LEASE)) as { by: string; until: number } | null;
      if (held !== null && held.by !== this.me && held.until > this.clock.now()) return false;
      await this.house.setSetting(LEASE, { by: this.me, until: this.clock.now() + LEASE_MS });
      return true;
    });
  }

  /** Gives the lease back, so that another node need not wait. */
  async release(): Promise<void> {
    if (this.database.kind === 'pglite') return;
    await this.house.exclusively(LEASE, async () => {
      const held = (await this.house.setting(LEASE)) as { by: string } | null;
      if (held?.by === this.me) await this.house.setSetting(LEASE, null);
    });
  }
}
