import type { Citation } from '../domain/fact-checks/citation.ts';

/** Fetches a page as its site sends it, or tells why it cannot be had; and where the Wayback Machine has it, if that may be asked. */
export type FetchPage = (
  address: string,
  signal?: AbortSignal,
) => Promise<
  Pick<Citation, 'wayback'> &
    ({ bytes: Uint8Array; mime: string } | { problem: NonNullable<Citation['noCopy']>['why'] })
>;
