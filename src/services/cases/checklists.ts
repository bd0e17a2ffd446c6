import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Case, Decision } from '../../domain/cases/case.ts';
import type { Topic } from '../../domain/cases/topic-words.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { CaseDeps } from './case-deps.ts';

const pointsSchema = z.array(z.string().max(120)).max(12);
const checklists = documentsOf('checklist', z.object({ points: pointsSchema }));

/** Lists what the newsroom wants looked at before a verdict on one of the topics, each point once. */
export async function listPoints(
  deps: DocumentDeps,
  topics: readonly Topic[],
): Promise<readonly string[]> {
  const lists = await Promise.all(topics.map((topic) => checklists.find(deps, topic)));
  return [...new Set(lists.flatMap((list) => list?.points ?? []))];
}

/** Replaces the points of a topic by the lines of a text. */
export async function setPoints(
  deps: DocumentDeps & Pick<CaseDeps, 'clock'>,
  { topic: of, text, by }: { topic: Topic; text: string; by: string },
): Promise<'saved' | 'same' | 'bad'> {
  const lines = text.split('\n').map((line) => line.trim());
  const read = pointsSchema.safeParse([...new Set(lines.filter((line) => line !== ''))]);
  if (!read.success) return 'bad';
  const points = read.data;
  return checklists.edit<'same'>(deps, of, (known) => {
    if (isDeepStrictEqual(known?.points ?? [], points)) return 'same';
    const details = { points: points.length };
    const event = auditEventAt(deps.clock.now(), { by, what: 'checklist-changed', of, details });
    return { value: { points }, events: [event] };
  });
}

/** What the audit log tells of the points that nobody ticked before a decision. */
export async function uncheckedBy(
  deps: Pick<CaseDeps, 'store'>,
  found: Case,
  { checked = [] }: Decision,
): Promise<{ unchecked?: string }> {
  const points = await listPoints(deps, topicsOf(found, await deps.store.cases.tipsOf(found.id)));
  const left = points.filter((point) => !checked.includes(point));
  return left.length === 0 ? {} : { unchecked: left.join('; ').slice(0, 300) };
}
