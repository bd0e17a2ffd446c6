/** So many citizens by id, from after an id on; after the last one there is an empty page. */
export interface Page {
  after: string;
  limit: number;
}

export const ALL: Page = { after: '', limit: 2 ** 31 - 1 };

/** Subscribers by interest, without those who said BERHENTI. */
export interface Audience {
  count(): Promise<{ interest: string; count: number }[]>;
  /** Those who have one of the interests, by id, from after an id on. */
  list(interests: readonly string[], page: Page): Promise<string[]>;
}
