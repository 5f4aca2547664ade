import { Injectable } from '@nestjs/common';
import type { AnyNamespace, LotsNamespace, MeNamespace } from './live.types.ts';

/** The house's namespaces, for whoever sends something. Each gateway puts its own here when it stands. */
@Injectable()
export class Namespaces {
  #lots: LotsNamespace | null = null;
  #me: MeNamespace | null = null;

  /** `/lots`; null until its gateway stands. */
  get lots(): LotsNamespace | null {
    return this.#lots;
  }
  set lots(namespace: LotsNamespace) {
    this.#lots = namespace;
  }

  /** `/me`; null until its gateway stands. */
  get me(): MeNamespace | null {
    return this.#me;
  }
  set me(namespace: MeNamespace) {
    this.#me = namespace;
  }

  /** Those that stand. */
  all(): AnyNamespace[] {
    return [this.#lots, this.#me].filter((namespace) => namespace !== null) as unknown as AnyNamespace[];
  }
}
