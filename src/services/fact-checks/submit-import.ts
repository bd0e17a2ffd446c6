import { z } from 'zod';
import { changeFactCheck } from '../../domain/fact-checks/change-fact-check.ts';
import { type FactCheck, factCheckSchema } from '../../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import { batchSchema, type SourceBatch } from '../../ports/fact-check-source.ts';
import { isKnownOrganisation } from '../organisations/organisations.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { type ImportResult, importBatch } from './import-fact-checks.ts';
import { needTwo } from './needs-second-review.ts';
import { listChanges, type StoredChange } from './proposed-change.ts';
import { type Submitting, saveNew } from './submit-change.ts';

/** What has to wait for somebody besides the topics for two, such as a verdict that a source turns around. */
export type HasToWait = (next: FactCheck, known: PublishedFactCheck | undefined) => boolean;

export interface ImportOrder {
  by: string;
  gathered: SourceBatch;
  /** Who proposes what has to wait; without anybody it is refused. */
  proposer: string | undefined;
  hasToWait?: HasToWait;
  /** Whether what waits for nobody is held until it can no longer be undone. */
  isHeld?: boolean;
}

/** What an import did at once, and what waits. */
export interface ImportSubmitted {
  report: ImportResult;
  proposed: StoredChange[];
  held: StoredChange[];
}

/** Why a row is refused that nobody proposes. */
const NEEDS_TWO = 'needs a second person, and it is not said who proposes it';

/** Takes in what one person may; the rest waits as one proposal, or as few as it fits into. */
export async function submitImport(
  importing: Submitting,
  { by, gathered, proposer, hasToWait, isHeld = false }: ImportOrder,
): Promise<ImportSubmitted> {
  const { store, clock, index, settings } = importing;
  const parted = await partImport(importing, gathered.factChecks, hasToWait);
  const { free, waiting } = parted;
  const { source } = gathered;
  const now = clock.now();
  const keep = (rows: readonly FactCheck[], asked: Pick<StoredChange, 'by' | 'until'>) =>
    keepImport(importing, { ...asked, source, rows, versions: parted.versions });
  const proposed = proposer === undefined ? [] : await keep(waiting, { by: proposer });
  const until = now + settings.undoMs;
  const held = isHeld && until > now ? await keep(free, { by, until }) : [];
  const refused = (proposer === undefined ? waiting : []).map((row) => {
    const line = gathered.factChecks.indexOf(row) + 1;
    return { line, reason: `${row.id} ${NEEDS_TWO}` };
  });
  const factChecks = held.length > 0 ? [] : free;
  const batch = { ...gathered, factChecks, refused: [...gathered.refused, ...refused] };
  const report = await importBatch({ store, now, by }, batch);
  await index.follow();
  const waits = parted.known + waiting.length - refused.length;
  return { report: waits > 0 ? { ...report, waiting: waits } : report, proposed, held };
}

/** Which rows of an import have to wait and which do not; `known` of them wait already, as they are. */
export async function partImport(
  importing: Pick<Submitting, 'store' | 'clock' | 'settings'>,
  rows: readonly FactCheck[],
  hasToWait: HasToWait = () => false,
) {
  const { store, clock } = importing;
  const free: FactCheck[] = [];
  const waiting: FactCheck[] = [];
  const versions: Record<string, number> = {};
  const asked = await rowsThatWait(store);
  let known = 0;
  for (const row of rows) {
    const before = await store.factChecks.get(row.id);
    if (before) versions[row.id] = before.version;
    const isChange = changeFactCheck(before, row, clock.now()).type !== 'same';
    const isForTwo = isChange && needTwo(importing, before ? [row, before] : [row]);
    if (!isForTwo && !(isChange && hasToWait(row, before))) free.push(row);
    else if (asked.has(keyOf(withoutKnown(row, before)))) known += 1;
    else waiting.push(row);
  }
  return { free, waiting, versions, known };
}

/** Refuses the rows in whose name nobody registered an organisation; those that keep the name they have stay. */
export async function refuseUnknownOrganisations(
  importing: Pick<Submitting, 'settings' | 'store'>,
  gathered: SourceBatch,
): Promise<SourceBatch> {
  const factChecks: FactCheck[] = [];
  const refused = [...gathered.refused];
  const known = new Map<string, boolean>();
  for (const [at, row] of gathered.factChecks.entries()) {
    const { org } = row;
    if (!known.has(org)) known.set(org, await isKnownOrganisation(importing, org));
    const isFine = known.get(org) || (await importing.store.factChecks.get(row.id))?.org === org;
    if (isFine) factChecks.push(row);
    else refused.push({ line: at + 1, reason: `nobody has registered the organisation ${org}` });
  }
  return { ...gathered, factChecks, refused };
}

/** A document of MongoDB may have 16 MiB, and somebody has to look it through. */
const MOST_CHARACTERS = 4_000_000;

type Rows = { source: string; rows: readonly FactCheck[] };

async function keepImport(
  importing: Submitting,
  keeping: Pick<StoredChange, 'by' | 'until' | 'versions'> & Rows,
): Promise<StoredChange[]> {
  const { source, rows, versions, ...asked } = keeping;
  const kept: StoredChange[] = [];
  const fresh = await Array.fromAsync(rows, async (row) =>
    withoutKnown(row, await importing.store.factChecks.get(row.id)),
  );
  for (const factChecks of inParts(fresh)) {
    const among = factChecks.flatMap(({ id }) => {
      const version = versions[id];
      return version === undefined ? [] : [[id, version] as const];
    });
    const wanted = { type: 'import' as const, source: source.slice(0, 2000), factChecks };
    const change = { ...asked, at: importing.clock.now(), versions: Object.fromEntries(among) };
    kept.push(await saveNew(importing, { ...change, wanted }));
  }
  return kept;
}

/** Without the wordings that are known: they may be citizens' own, who may have them erased while this waits. */
function withoutKnown(row: FactCheck, known: PublishedFactCheck | undefined): FactCheck {
  const narratives = row.narratives.filter((each) => !known?.narratives.includes(each));
  return { ...row, narratives };
}

async function rowsThatWait(store: Submitting['store']): Promise<Set<string>> {
  const changes = await listChanges({ store });
  return new Set(
    changes.flatMap(({ wanted, until }) =>
      wanted.type === 'import' && until === undefined ? wanted.factChecks.map(keyOf) : [],
    ),
  );
}

/** The same for a row as it came and as it was stored. */
const keyOf = (row: FactCheck) => JSON.stringify(factCheckSchema.parse(row));

function* inParts(rows: readonly FactCheck[]): Generator<FactCheck[]> {
  let part: FactCheck[] = [];
  let length = 0;
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    if (part.length > 0 && length + size > MOST_CHARACTERS) {
      yield part;
      [part, length] = [[], 0];
    }
    part.push(row);
    length += size;
  }
  if (part.length > 0) yield part;
}

/** Import that waits for confirmation; `at` identifies it. */
const draftSchema = z.object({ at: z.number(), gathered: batchSchema });
export type ImportDraft = z.infer<typeof draftSchema>;

/** A document of MongoDB may have 16 MiB. */
const MAX_CHARACTERS = 12_000_000;
const LASTS_MS = 3_600_000;
const MOST_REFUSED = 200;

type DraftDeps = DocumentDeps & Pick<FactCheckDeps, 'clock'>;

const drafts = documentsOf('import-draft', draftSchema);

/** Stores an import to confirm; replaces the reviewer's previous one. */
export async function saveDraft(
  { store, clock }: DraftDeps,
  reviewer: string,
  gathered: SourceBatch,
): Promise<'kept' | 'large'> {
  const refused = gathered.refused.slice(0, MOST_REFUSED);
  const value: ImportDraft = { at: clock.now(), gathered: { ...gathered, refused } };
  if (JSON.stringify(value).length > MAX_CHARACTERS) return 'large';
  await drafts.edit({ store }, reviewer, () => ({ value }));
  return 'kept';
}

/** Returns the import that a reviewer has yet to confirm; it expires after an hour. */
export async function readDraft({ store, clock }: DraftDeps, reviewer: string) {
  const draft = await drafts.find({ store }, reviewer);
  return draft && draft.at > clock.now() - LASTS_MS ? draft : undefined;
}

export async function deleteDraft({ store }: Pick<DraftDeps, 'store'>, reviewer: string) {
  const known = await store.documents.get('import-draft', reviewer);
  if (known) await store.documents.remove('import-draft', known);
}

export async function deleteOldDrafts({ store, clock }: DraftDeps): Promise<void> {
  for (const document of await store.documents.list('import-draft')) {
    const at = z.object({ at: z.number() }).safeParse(document.value).data?.at ?? 0;
    if (at <= clock.now() - LASTS_MS) await store.documents.remove('import-draft', document);
  }
}

/** Imports the draft that the reviewer has seen; undefined if it is gone or was replaced. */
export async function confirmDraft(
  deps: Submitting,
  { reviewer, by, at }: { reviewer: string; by: string; at: number },
): Promise<ImportSubmitted | undefined> {
  const draft = await readDraft(deps, reviewer);
  if (!draft || draft.at !== at) return undefined;
  const submitted = await submitImport(deps, {
    by,
    proposer: by,
    gathered: draft.gathered,
    isHeld: true,
  });
  await deleteDraft(deps, reviewer);
  return submitted;
}
