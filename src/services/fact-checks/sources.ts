import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

const MOST_SOURCES = 100;

const hostSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{4,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/)
  .transform((host) => host.replace(/^www\./, ''));

export const wantedSourceSchema = z.object({
  source: z
    .string()
    .trim()
    .max(2000)
    .regex(/^(?:https:\/\/[^\s/]\S*|google:\s*\S[^\p{Cc}]*)$/u),
  org: z.string().trim().min(1).max(200).optional(),
  everyHours: z.int().min(1).max(720),
  pages: z.int().min(1).max(20).default(1),
  /** Hosts besides its own whose articles it may bring without waiting for a person. */
  hosts: z.array(hostSchema).max(50).default([]),
});

const lastSchema = z.object({
  at: z.number(),
  new: z.number(),
  same: z.number(),
  changed: z.number(),
  corrected: z.number(),
  refused: z.number(),
  waiting: z.number().default(0),
  /** Why it could not be taken; the counts are those of nothing then. */
  error: z.string().optional(),
});

const sourceSchema = wantedSourceSchema.extend({
  source: z.string(),
  addedBy: z.string(),
  addedAt: z.number(),
  dueAt: z.number(),
  /** Until when one process alone refreshes it. */
  leasedUntil: z.number().default(0),
  /** How often in a row it could not be taken. */
  failures: z.number().default(0),
  last: lastSchema.optional(),
});

/** Source that is refreshed every few hours. */
export type Source = Stored<z.infer<typeof sourceSchema>>;

export type SourceAdded =
  | { type: 'added'; source: Source }
  | { type: 'bad'; field: WantedField }
  | { type: 'known' }
  | { type: 'full' };

const sources = documentsOf('source', sourceSchema);
export const saveSource = sources.save;

/** Lists all sources, in the order in which they were added. */
export async function listSources(deps: DocumentDeps): Promise<Source[]> {
  return (await sources.list(deps)).sort((a, b) => a.addedAt - b.addedAt);
}

/** Adds a source, due at once. */
export async function addSource(
  { store, clock, randomBytes }: Pick<FactCheckDeps, 'store' | 'clock' | 'randomBytes'>,
  wanted: z.input<typeof wantedSourceSchema>,
  by: string,
): Promise<SourceAdded> {
  const read = wantedSourceSchema.safeParse(wanted);
  if (!read.success) {
    const path = read.error.issues[0]?.path[0];
    return { type: 'bad', field: wantedFields.find((field) => field === path) ?? 'source' };
  }
  const known = await listSources({ store });
  if (known.some(({ source }) => source === read.data.source)) return { type: 'known' };
  if (known.length >= MOST_SOURCES) return { type: 'full' };
  const now = clock.now();
  const source: Source = {
    ...read.data,
    id: Buffer.from(randomBytes(6)).toString('hex'),
    revision: 0,
    addedBy: by,
    addedAt: now,
    dueAt: now,
    leasedUntil: 0,
    failures: 0,
  };
  const details = { source: read.data.source.slice(0, 300), everyHours: read.data.everyHours };
  const event = auditEventAt(now, { by, what: 'source-added', of: source.id, details });
  const added = await saveSource({ store }, source, [event]);
  return added ? { type: 'added', source: added } : { type: 'known' };
}

/** Removes a source; its fact-checks stay. */
export async function removeSource(
  { store, clock }: Pick<FactCheckDeps, 'store' | 'clock'>,
  id: string,
  by: string,
): Promise<boolean> {
  for (;;) {
    const document = await store.documents.get('source', id);
    if (!document) return false;
    const event = auditEventAt(clock.now(), { by, what: 'source-removed', of: id });
    if ((await store.documents.remove('source', document, [event])) === 'removed') return true;
  }
}

/** Makes a source due now, for any process; false if it is unknown or being refreshed. */
export async function makeDue(
  { store, clock }: Pick<FactCheckDeps, 'store' | 'clock'>,
  id: string,
): Promise<boolean> {
  const now = clock.now();
  const found = (await listSources({ store })).find((source) => source.id === id);
  if (!found || found.leasedUntil > now) return false;
  return Boolean(await saveSource({ store }, { ...found, dueAt: now }));
}

const wantedFields = ['source', 'org', 'everyHours', 'pages', 'hosts'] as const;
export type WantedField = (typeof wantedFields)[number];
