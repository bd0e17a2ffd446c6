import { createHash } from 'node:crypto';
import type { Citation } from '../../domain/fact-checks/citation.ts';
import { HOUR } from '../../domain/time/jakarta-day.ts';
import type { AskWayback, FetchPage } from '../../ports/fetch-page.ts';
import type { LeasedJob } from '../jobs/leased-job.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

const PAGE = 250;
/** So many sources a part: each takes 20 seconds at most. */
const AT_ONCE = 20;
/** Waits before the Wayback Machine is asked again: it may have been away, or a page too new for it. */
const ASK_AGAIN_MS = [HOUR, 6 * HOUR, 24 * HOUR, 72 * HOUR];
/** The end of the year 9999: copies outlast every time limit of citizens' files. */
const KEPT_UNTIL = 253_402_300_799_000;

type Archiving = Pick<FactCheckDeps, 'store' | 'clock'> & {
  fetchPage: FetchPage;
  askWayback?: AskWayback | undefined;
};

/** Creates what saves a copy of each cited page of the fact-checks that changed since it last ran, and once an hour of all that have come due. */
export function createSourceArchive(deps: Archiving): LeasedJob['perform'] {
  let [seen, lookAt] = [0, 0];
  return async (cursor, signal) => {
    const now = deps.clock.now();
    if (cursor === undefined && now >= lookAt) [seen, lookAt] = [0, now + HOUR];
    const after = cursor === undefined ? seen : Number(cursor);
    const { factChecks, change } = await deps.store.factChecks.since(after, PAGE);
    const stand = factChecks.filter(({ retracted }) => retracted === undefined);
    const all = stand.flatMap(({ id, citations = [] }) =>
      citations.map((cited) => ({ id, cited })),
    );
    const due = all.filter(({ cited }) => lacksCopy(cited) || isToAsk(deps, cited));
    for (const { id, cited } of due.slice(0, AT_ONCE)) {
      const saved = await save(deps, cited, signal);
      if (signal.aborted) return { cursor: String(after), commands: 1 };
      await noteCopy(deps, id, saved);
    }
    const commands = 1 + 3 * Math.min(due.length, AT_ONCE);
    if (due.length > AT_ONCE) return { cursor: String(after), commands };
    seen = change;
    return { cursor: factChecks.length < PAGE ? undefined : String(change), commands };
  };
}

const lacksCopy = ({ copy, noCopy }: Citation) => !copy && !noCopy;

function isToAsk({ clock, askWayback }: Archiving, { wayback, asked }: Citation): boolean {
  const dueAt = asked ? asked.at + (ASK_AGAIN_MS[asked.times - 1] ?? Number.POSITIVE_INFINITY) : 0;
  return askWayback !== undefined && !wayback && dueAt <= clock.now();
}

export async function readCopy(
  { store }: Pick<FactCheckDeps, 'store'>,
  { id, sha256 }: { id: string; sha256: string },
): Promise<Uint8Array | undefined> {
  const { citations = [] } = (await store.factChecks.get(id)) ?? {};
  const isCited = citations.some(({ copy }) => copy?.sha256 === sha256);
  return isCited ? (await store.media.read(keyOf(sha256)))?.bytes : undefined;
}

async function save(deps: Archiving, source: Citation, signal: AbortSignal): Promise<Citation> {
  const { url, asked } = source;
  const saved = lacksCopy(source) ? await saveCopy(deps, url, signal) : {};
  const answer = isToAsk(deps, source) && (await deps.askWayback?.(url, signal));
  if (!answer) return { url, ...saved };
  const { outcome, url: wayback } = answer;
  const times = (asked?.times ?? 0) + 1;
  return { url, ...saved, wayback, asked: { at: deps.clock.now(), outcome, times } };
}

async function saveCopy({ store, clock, fetchPage }: Archiving, url: string, signal: AbortSignal) {
  const page = await fetchPage(url, signal);
  const at = clock.now();
  if ('problem' in page) return { noCopy: { why: page.problem, at } };
  const { bytes, mime } = page;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const size = bytes.length;
  await store.media.keep({ sha256: keyOf(sha256), mime, size }, bytes, KEPT_UNTIL);
  return { copy: { sha256, mime, size, at } };
}

/** Where a copy lies: apart from a file with the same bytes that a citizen sent and may have erased. */
function keyOf(sha256: string): string {
  return createHash('sha256').update(`source-copy:${sha256}`).digest('hex');
}

/** Notes what was saved with the fact-check as it is by now. */
async function noteCopy({ store }: Pick<FactCheckDeps, 'store'>, id: string, saved: Citation) {
  for (;;) {
    const known = await store.factChecks.get(id);
    if (!known?.citations) return;
    const citations = known.citations.map((each) =>
      each.url === saved.url ? { ...each, ...saved } : each,
    );
    const commit = { cases: [], factChecks: [{ ...known, citations }], history: [] };
    if ((await store.cases.commit(commit)) === 'committed') return;
  }
}
