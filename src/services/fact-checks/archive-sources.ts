import { createHash } from 'node:crypto';
import type { Citation } from '../../domain/fact-checks/citation.ts';
import type { FetchPage } from '../../ports/fetch-page.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

const PAGE = 250;
/** The end of the year 9999: copies outlast every time limit of citizens' files. */
const KEPT_UNTIL = 253_402_300_799_000;

type Archiving = Pick<FactCheckDeps, 'store' | 'clock'> & { fetchPage: FetchPage };

/** Creates what saves a copy of each cited page of the fact-checks that changed since it last ran. */
export function createSourceArchive(deps: Archiving): (signal: AbortSignal) => Promise<void> {
  let change = 0;
  return async (signal) => {
    for (;;) {
      const page = await deps.store.factChecks.since(change, PAGE);
      for (const { id, retracted, citations = [] } of page.factChecks) {
        if (retracted !== undefined) continue;
        for (const { url, copy, noCopy } of citations) {
          if (copy || noCopy) continue;
          const saved = await saveCopy(deps, url, signal);
          if (signal.aborted) return;
          await noteCopy(deps, id, { url, ...saved });
        }
      }
      change = page.change;
      if (page.factChecks.length < PAGE) return;
    }
  };
}

/** Reads the saved copy of a source that a fact-check cites. */
export async function readCopy(
  { store }: Pick<FactCheckDeps, 'store'>,
  { id, sha256 }: { id: string; sha256: string },
): Promise<Uint8Array | undefined> {
  const { citations = [] } = (await store.factChecks.get(id)) ?? {};
  const isCited = citations.some(({ copy }) => copy?.sha256 === sha256);
  return isCited ? (await store.media.read(keyOf(sha256)))?.bytes : undefined;
}

type Saved = Pick<Citation, 'copy' | 'noCopy' | 'wayback'>;

async function saveCopy({ store, clock, fetchPage }: Archiving, url: string, signal: AbortSignal) {
  const { wayback, ...page } = await fetchPage(url, signal);
  const at = clock.now();
  if ('problem' in page) return { noCopy: { why: page.problem, at }, wayback };
  const { bytes, mime } = page;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  await store.media.keep({ sha256: keyOf(sha256), mime, size }, bytes, KEPT_UNTIL);
  return { copy: { sha256, mime, size, at }, wayback };
}

/** Where a copy lies: apart from a file with the same bytes that a citizen sent and may have erased. */
function keyOf(sha256: string): string {
  return createHash('sha256').update(`source-copy:${sha256}`).digest('hex');
}

/** Notes what was saved with the fact-check as it is by now. */
async function noteCopy(
  { store }: Pick<FactCheckDeps, 'store'>,
  id: string,
  { url, ...saved }: Saved & { url: string },
): Promise<void> {
  for (;;) {
    const known = await store.factChecks.get(id);
    if (!known?.citations) return;
    const citations = known.citations.map((each) =>
      each.url === url ? { ...each, ...saved } : each,
    );
    const commit = { cases: [], factChecks: [{ ...known, citations }], history: [] };
    if ((await store.cases.commit(commit)) === 'committed') return;
  }
}
