/** One line of a scenario's table: who or what was measured, and what was found by column. Figures are averaged, words are not. */
export interface Row {
  name: string;
  cells: Record<string, number | string>;
}

/** A column of figures or words. `key` finds it in the rows. */
export interface Column {
  key: string;
  title: string;
  /** Digits behind the point; 0 without it. */
  digits?: number;
}

/** What a scenario is given for one repetition. */
export interface Kit {
  /** From 1. */
  repetition: number;
  /** Numbers in [0, 1) that are the same for the same `--seed` and repetition. */
  random(): number;
  /** A PostgreSQL on which databases may be made (`TEST_DATABASE_URL`); null where none was named. */
  postgres: string | null;
  /** Makes something at its first use and keeps it over the repetitions; it is closed behind the last one. */
  keep<T extends { close(): Promise<unknown> }>(name: string, open: () => Promise<T>): Promise<T>;
  /** Says how far it is. */
  say(text: string): void;
}

/** Something that is measured side by side with its peers. Runs once per repetition; the table shows medians. */
export interface Scenario {
  /** Its name on the command line, and of its file. */
  name: string;
  title: string;
  /** What was done and how to read the table: Markdown. */
  about: string;
  columns: readonly Column[];
  run(kit: Kit): Promise<Row[]>;
}
