import { Injectable } from '@nestjs/common';
import type { AnyNamespace, ChatNamespace, LotsNamespace, MeNamespace, RatesNamespace } from './live.types.ts';

/** The house's namespaces, for whoever sends something. Each gateway puts its own here when it stands. */
@Injectable()
export class Namespaces {
  #lots: LotsNamespace | null = null;
  #me: MeNamespace | null = null;
  #rates: RatesNamespace | null = null;
  #chat: ChatNamespace | null = null;

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

  /** `/rates`; null until its gateway stands. */
  get rates(): RatesNamespace | null {
    return this.#rates;
  }
  set rates(namespace: RatesNamespace) {
    this.#rates = namespace;
  }

  /** `/chat`; null until its gateway stands. */
  get chat(): ChatNamespace | null {
    return this.#chat;
  }
  set chat(namespace: ChatNamespace) {
    this.#chat = namespace;
  }

  /** Those that stand. */
  all(): AnyNamespace[] {
    return [this.#lots, this.#me, this.#chat, this.#rates].filter(
      (namespace) => namespace !== null,
    ) as unknown as AnyNamespace[];
  }
}
