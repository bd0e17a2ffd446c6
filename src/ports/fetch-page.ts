import type { Citation } from '../domain/fact-checks/citation.ts';

/** Fetches a page as its site sends it, or tells why it cannot be had. */
export type FetchPage = (
  address: string,
  signal?: AbortSignal,
) => Promise<
  { bytes: Uint8Array; mime: string } | { problem: NonNullable<Citation['noCopy']>['why'] }
>;

export type AskWayback = (
  address: string,
  signal?: AbortSignal,
) => Promise<{ outcome: NonNullable<Citation['asked']>['outcome']; url?: string | undefined }>;
