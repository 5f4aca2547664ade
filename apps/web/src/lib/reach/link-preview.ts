/** What is told of a page to programs: those that show links to it, and those that list it. */
export interface LinkPreview {
  title: string;
  description: string;
  /** Path of the picture of a link to it, 1200 × 630, with its query. */
  picture: string;
  /** What the picture shows, for who cannot see it. */
  pictureAlt: string;
  /** Facts in the terms of schema.org, without `@context`. */
  facts: Record<string, unknown>[];
}
