import type { ConsentEntry, ConsentText, RightsRequest } from '../domain/privacy/consents.ts';

/** What citizens have agreed to, and what they have asked of their data. */
export interface RightsStore {
  /** What one citizen has agreed to, the first first. */
  consentsOf(citizen: string): Promise<ConsentEntry[]>;
  /** Citizens with an entry in the ledger who have not been erased. */
  citizensWithConsents(): Promise<string[]>;
  /** Everyone who is known, by id, from the one after a given id on. */
  citizensAfter(id: string, limit: number): Promise<string[]>;
  consentText(digest: string): Promise<ConsentText | undefined>;
  /** Requests, the latest first. */
  requests(limit: number): Promise<RightsRequest[]>;
  /** How many were asked before a time and are not done. */
  countOpenSince(before: number): Promise<number>;
}
