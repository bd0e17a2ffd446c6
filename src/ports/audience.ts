/** Citizens who wish to hear of something unasked, by what that is; whoever said BERHENTI is not among them. */
export interface Audience {
  count(): Promise<{ interest: string; count: number }[]>;
  /** Those who have one of the interests, by id, from after an id on. */
  list(interests: readonly string[], page: { after: string; limit: number }): Promise<string[]>;
}
