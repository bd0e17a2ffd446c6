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
import type { CaseCommit } from '../../ports/commit.ts';
import {
  type SourceBatch,
  type SourceMemory,
  sourceMemoryId,
} from '../../ports/fact-check-source.ts';
import type { Store } from '../../ports/store.ts';

export interface ImportResult extends Counts {
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

type Writing = Pick<Store, 'factChecks' | 'cases' | 'documents'>;

/** Imports a batch as approved, its source and its line of the audit log in one commit; citizens who were told otherwise are notified. */
export async function importBatch(
  importing: { store: Writing; now: number; by?: string; seconded?: string | undefined },
  { source, factChecks, same, refused, memory }: SourceBatch,
): Promise<ImportResult> {
  const from = { source: source.slice(0, 2000), at: importing.now };
  const note = async ({ new: fresh, changed, corrected }: Counts) => {
    const { now, by = systemActor.name } = importing;
    const details = { new: fresh, changed, corrected, refused: refused.length };
    const event = auditEventAt(now, { by, what: 'imported', of: source.slice(0, 200), details });
    return {
      events: fresh + changed + corrected > 0 ? [event] : [], // what changes nothing comes every few hours
      documents: memory ? [await remember(importing.store.documents, source, memory)] : [],
    };
  };
  const counts = await saveFactChecks({ ...importing, from, note }, factChecks);
  return { ...counts, same: counts.same + same, refused };
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

async function remember(documents: Store['documents'], source: string, value: SourceMemory) {
  const [kind, id] = ['import-memory', sourceMemoryId(source)] as const;
  return { kind, id, revision: (await documents.get(kind, id))?.revision ?? 0, value };
}

type Counts = Record<FactCheckChange['type'], number>;

interface Saving {
  store: { factChecks: Pick<Store['factChecks'], 'get'>; cases: Pick<Store['cases'], 'commit'> };
  now: number;
  from?: Provenance | undefined;
  by?: string | undefined;
  /** Who agreed to it, where somebody had to. */
  seconded?: string | undefined;
  /** What is written down with them. */
  note?(counts: Counts): Promise<Required<Pick<CaseCommit, 'events' | 'documents'>>>;
}

/** Saves external fact-checks, compared again if a reviewer was faster; who was told an older verdict gets the correction. */
export async function saveFactChecks(
  { store, now, from, by = systemActor.name, seconded, note }: Saving,
  factChecks: readonly FactCheck[],
): Promise<Counts> {
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
    const noted = await note?.(counts);
    const done = await store.cases.commit({
      cases: [],
      factChecks: changes.map(({ factCheck }) => ({ ...factCheck, ...(from && { from }) })),
      announcements: changes.flatMap(({ announcement }) => announcement ?? []),
      history: [],
      events: [...events, ...(noted?.events ?? [])],
      documents: noted?.documents ?? [],
    });
    if (done === 'committed') return counts;
  }
}
