import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { systemActor } from '../../domain/accounts/reviewer.ts';
import {
  changeFactCheck,
  type FactCheckChange,
} from '../../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import type {
  Provenance,
  PublishedFactCheck,
} from '../../domain/fact-checks/published-fact-check.ts';
import { ALL } from '../../ports/audience.ts';
import {
  type SourceBatch,
  type SourceMemory,
  sourceMemoryId,
} from '../../ports/fact-check-source.ts';
import type { Store } from '../../ports/store.ts';
import { audit } from '../accounts/audit.ts';

/** What an import did. */
export interface ImportResult extends Record<FactCheckChange['type'], number> {
  refused: SourceBatch['refused'];
  waiting?: number;
}

/** What an import would do, and whom its corrections would reach. */
export interface ImportPreview extends ImportResult {
  /** Citizens who were told something that it corrects. */
  citizens: number;
  corrections: { title: string; before: string; after: string; told: number }[];
  /** The titles of some that are new. */
  fresh: string[];
}

type Writing = Pick<Store, 'factChecks' | 'cases' | 'documents' | 'audit'>;

/** Imports a batch as approved, with its source; citizens who were told otherwise are notified. */
export async function importBatch(
  importing: { store: Writing; now: number; by?: string; seconded?: string | undefined },
  { source, factChecks, same, refused, memory }: SourceBatch,
): Promise<ImportResult> {
  const from = { source: source.slice(0, 2000), at: importing.now };
  const counts = await saveFactChecks({ ...importing, from }, factChecks);
  if (memory) await saveMemory(importing.store.documents, source, memory);
  const report = { ...counts, same: counts.same + same, refused };
  await auditImport(importing, source, report);
  return report;
}

/** Notes an import that has changed something; one that has not is asked for again every few hours. */
export async function auditImport(
  { store, now, by = systemActor.name }: { store: Pick<Store, 'audit'>; now: number; by?: string },
  source: string,
  report: ImportResult,
): Promise<void> {
  const { new: fresh, changed, corrected, refused } = report;
  if (fresh + changed + corrected === 0) return;
  const details = { new: fresh, changed, corrected, refused: refused.length };
  const of = source.slice(0, 200);
  await audit({ store, clock: { now: () => now } }, { by, what: 'imported', of, details });
}

/** As many titles as a page shows. */
const SHOWN = 10;
const SHOWN_CORRECTIONS = 50;

/** What taking in would do at this moment; changes nothing. */
export async function previewImport(
  { store, now }: { store: Pick<Store, 'factChecks' | 'ledger'>; now: number },
  { factChecks, same, refused }: SourceBatch,
): Promise<ImportPreview> {
  const counts = { new: 0, same, changed: 0, corrected: 0 };
  const citizens = new Set<string>();
  const corrections: ImportPreview['corrections'] = [];
  const fresh: string[] = [];
  for (const next of factChecks) {
    const known = await store.factChecks.get(next.id);
    const { type, factCheck } = changeFactCheck(known, next, now);
    counts[type] += 1;
    if (type === 'new' && fresh.length < SHOWN) fresh.push(next.title);
    if (type !== 'corrected' || !known) continue;
    const behind = await store.ledger.toldBefore(next.id, factCheck.version, ALL);
    for (const citizen of behind) citizens.add(citizen);
    const { title, verdict: after } = next;
    corrections.push({ title, before: known.verdict, after, told: behind.length });
  }
  corrections.sort((a, b) => b.told - a.told);
  const shown = corrections.slice(0, SHOWN_CORRECTIONS);
  return { ...counts, refused, citizens: citizens.size, corrections: shown, fresh };
}

/** Remembers what was taken; of two who take at once, one of them is remembered. */
async function saveMemory(documents: Store['documents'], source: string, value: SourceMemory) {
  const id = sourceMemoryId(source);
  const known = await documents.get('import-memory', id);
  await documents.put('import-memory', { id, revision: known?.revision ?? 0, value });
}

interface Saving {
  store: { factChecks: Pick<Store['factChecks'], 'get'>; cases: Pick<Store['cases'], 'commit'> };
  now: number;
  from?: Provenance | undefined;
  by?: string | undefined;
  /** Who agreed to it, where somebody had to. */
  seconded?: string | undefined;
}

/** Saves external fact-checks, compared again if a reviewer was faster; who was told an older verdict gets the correction. */
export async function saveFactChecks(
  { store, now, from, by = systemActor.name, seconded }: Saving,
  factChecks: readonly FactCheck[],
): Promise<Record<FactCheckChange['type'], number>> {
  for (;;) {
    const counts = { new: 0, same: 0, changed: 0, corrected: 0 };
    const changes: FactCheckChange[] = [];
    const events: AuditEvent[] = [];
    const before = new Map<string, PublishedFactCheck>(); // one id may come twice
    for (const next of factChecks) {
      const known = before.get(next.id) ?? (await store.factChecks.get(next.id));
      const change = changeFactCheck(known, next, now);
      counts[change.type] += 1;
      if (change.type !== 'same') changes.push(change);
      if (known && known.verdict !== change.factCheck.verdict) {
        const changed = { before: known.verdict, after: next.verdict };
        const details = { ...changed, ...(seconded && { seconded }) };
        events.push(auditEventAt(now, { by, what: 'corrected', of: next.id, details }));
      }
      before.set(next.id, change.factCheck);
    }
    const done = await store.cases.commit({
      cases: [],
      factChecks: changes.map(({ factCheck }) => ({ ...factCheck, ...(from && { from }) })),
      announcements: changes.flatMap(({ announcement }) => announcement ?? []),
      history: [],
      events,
    });
    if (done === 'committed') return counts;
  }
}
