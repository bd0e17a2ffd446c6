/** Subscribers by interest, without those who said BERHENTI. */
export interface Audience {
  count(): Promise<{ interest: string; count: number }[]>;
  /** Those who have one of the interests, by id, from after an id on. */
  list(interests: readonly string[], page: { after: string; limit: number }): Promise<string[]>;
}
