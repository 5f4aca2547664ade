import { HouseError } from '@rostrum/client';
import { part, say } from './dom.ts';
import { enterHouse, HOUSE_ORIGIN, leaveHouse } from './house-link.ts';
import { languageOf, type Language } from './language.ts';
import { Scene } from './scene.ts';
import { SHEET } from './styles.ts';
import { Hindered } from './trust.ts';

const RETRY_MS = 5_000;

/** Why this one element shows nothing; the message is for people. */
export class NothingToShow extends Error {
  override readonly name = 'NothingToShow';
}

/**
 * What the elements have in common. Until the house has answered, and wherever it cannot be shown, the page's own content
 * of the element stands: a link to the house.
 */
export abstract class RostrumElement extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['lang', 'lot', 'auction', 'currencies', 'limit'];
  readonly #root = this.attachShadow({ mode: 'open' });
  #showing: { scene: Scene | null } | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [SHEET];
    this.#root.append(document.createElement('slot'));
  }

  connectedCallback(): void {
    this.#begin();
  }

  disconnectedCallback(): void {
    this.#end();
  }

  attributeChangedCallback(): void {
    if (this.#showing === null) return;
    this.#end();
    this.#begin();
  }

  /** Builds what the element shows and keeps it up to date until the scene ends. Throws what stands in the way. */
  protected abstract play(scene: Scene): Promise<HTMLElement>;

  /** What an attribute says. Throws NothingToShow where it is missing. */
  protected named(attribute: string, { words }: Language): string {
    const value = this.getAttribute(attribute)?.trim();
    if (!value) throw new NothingToShow(words.notNamed(attribute));
    return value;
  }

  /** How many lines it shows. */
  protected limit(usual: number): number {
    const wanted = Math.trunc(Number(this.getAttribute('limit')));
    return wanted >= 1 && wanted <= 20 ? wanted : usual;
  }

  /** What was shown can be shown no longer. */
  protected giveUp(cause: NothingToShow, { language }: Scene): void {
    this.#explain(cause, language);
  }

  #begin(): void {
    const showing: { scene: Scene | null } = { scene: null };
    this.#showing = showing;
    const language = languageOf(this.closest('[lang]')?.getAttribute('lang'));
    void this.#run(showing, language).catch((cause: unknown) => {
      if (this.#showing === showing) this.#explain(cause, language);
    });
  }

  #end(): void {
    clearTimeout(this.#retry);
    if (this.#showing === null) return;
    this.#showing.scene?.end();
    this.#showing = null;
    leaveHouse();
  }

  async #run(showing: { scene: Scene | null }, language: Language): Promise<void> {
    const house = await enterHouse();
    if (this.#showing !== showing) return;
    const scene = new Scene(house, language);
    showing.scene = scene;
    const content = await this.play(scene);
    if (scene.over) return;
    content.append(stateLine(scene));
    content.lang = language.locale;
    this.#root.replaceChildren(content);
  }

  #explain(cause: unknown, language: Language): void {
    const { scene } = this.#showing ?? {};
    scene?.end();
    const reason = part('p', 'reason', reasonOf(cause, language));
    reason.lang = language.locale;
    this.#root.replaceChildren(document.createElement('slot'), reason);
    if (!passes(cause)) return;
    this.#retry = setTimeout(
      () => {
        this.#end();
        this.#begin();
      },
      RETRY_MS * (1 + Math.random()),
    );
  }
}

/** Says when what is shown may be old. */
function stateLine(scene: Scene): HTMLElement {
  const { client } = scene.house;
  const { words: t } = scene.language;
  const line = part('p', 'state');
  const tell = (): void => {
    const { state } = client.status;
    say(line, state === 'late' ? t.late : state === 'offline' ? t.offline : '');
  };
  line.hidden = true;
  scene.onEnd(client.statusChanges.add(tell));
  tell();
  return line;
}

function reasonOf(cause: unknown, { words }: Language): string {
  if (cause instanceof NothingToShow) return cause.message;
  if (cause instanceof HouseError && !passes(cause)) return words.gone;
  const hindrance = cause instanceof Hindered ? cause.hindrance : 'unreachable';
  return words.hindered[hindrance](location.origin, HOUSE_ORIGIN ?? '');
}

/** What may be over by itself in a while. */
function passes(cause: unknown): boolean {
  if (cause instanceof NothingToShow) return false;
  if (cause instanceof Hindered) return cause.hindrance === 'unreachable';
  return !(cause instanceof HouseError) || !['NOT_FOUND', 'LOT_UNKNOWN', 'BAD_REQUEST'].includes(cause.code);
}
