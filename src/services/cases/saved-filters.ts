import { z } from 'zod';
import { type QueueFilter, queueFilterSchema } from '../../domain/cases/queue-filter.ts';
import type { CaseDeps } from './case-deps.ts';

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u);

const keptSchema = z.object({
  filters: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      filter: queueFilterSchema,
      isShared: z.boolean(),
    }),
  ),
});
type Kept = z.infer<typeof keptSchema>['filters'][number];

/** A part of the queue that a reviewer looks at again and again, under a name of their own. */
export interface SavedFilter extends Kept {
  owner: string;
}

/** What became of a change; `unknown` where there is no such filter, or it is somebody else's. */
export type FilterChange = 'saved' | 'bad-name' | 'taken' | 'full' | 'unknown';

const MOST_FILTERS = 20;
const MOST_SHARED = 40;

type Saving = { store: Pick<CaseDeps['store'], 'documents'> };

/** The filters of a reviewer, then those that others share with all. */
export async function listFilters({ store }: Saving, reviewer: string): Promise<SavedFilter[]> {
  const all = (await store.documents.list('filters')).flatMap(({ id: owner, value }) =>
    read(value).map((each) => ({ ...each, owner })),
  );
  const own = all.filter(({ owner }) => owner === reviewer);
  const shared = all.filter(({ owner, isShared }) => isShared && owner !== reviewer);
  return [...own, ...shared.slice(0, MOST_SHARED)];
}

/** Saves the present filter under a name. */
export function saveFilter(
  deps: Saving & Pick<CaseDeps, 'randomBytes'>,
  owner: string,
  { name, filter }: { name: string; filter: QueueFilter },
): Promise<FilterChange> {
  const id = Buffer.from(deps.randomBytes(6)).toString('hex');
  return change(deps, owner, (filters) => {
    const problem = problemOf(filters, name);
    if (problem) return problem;
    if (filters.length >= MOST_FILTERS) return 'full';
    return [...filters, { id, name: name.trim(), filter, isShared: false }];
  });
}

/** Gives one of a reviewer's own filters another name. */
export function renameFilter(
  deps: Saving,
  owner: string,
  { id, name }: { id: string; name: string },
): Promise<FilterChange> {
  return change(deps, owner, (filters) => {
    if (filters.every((each) => each.id !== id)) return 'unknown';
    const others = filters.filter((each) => each.id !== id);
    const problem = problemOf(others, name);
    return (
      problem ?? filters.map((each) => (each.id === id ? { ...each, name: name.trim() } : each))
    );
  });
}

/** Takes one of a reviewer's own filters away. */
export function removeFilter(deps: Saving, owner: string, id: string): Promise<FilterChange> {
  return change(deps, owner, (filters) => {
    const others = filters.filter((each) => each.id !== id);
    return others.length < filters.length ? others : 'unknown';
  });
}

/** Shows one of a reviewer's own filters to all, or to nobody else any more. */
export function shareFilter(
  deps: Saving,
  owner: string,
  { id, isShared }: { id: string; isShared: boolean },
): Promise<FilterChange> {
  return change(deps, owner, (filters) =>
    filters.some((each) => each.id === id)
      ? filters.map((each) => (each.id === id ? { ...each, isShared } : each))
      : 'unknown',
  );
}

/** Changes a reviewer's current filters; repeats after a conflict with another window. */
async function change(
  { store }: Saving,
  owner: string,
  make: (filters: readonly Kept[]) => readonly Kept[] | FilterChange,
): Promise<FilterChange> {
  for (;;) {
    const known = await store.documents.get('filters', owner);
    const filters = make(read(known?.value));
    if (typeof filters === 'string') return filters;
    const document = { id: owner, revision: known?.revision ?? 0, value: { filters } };
    if ((await store.documents.put('filters', document)) === 'saved') return 'saved';
  }
}

function read(value: unknown): Kept[] {
  return keptSchema.safeParse(value).data?.filters ?? [];
}

function problemOf(filters: readonly Kept[], name: string): 'bad-name' | 'taken' | undefined {
  if (!nameSchema.safeParse(name).success) return 'bad-name';
  return filters.some((each) => fold(each.name) === fold(name)) ? 'taken' : undefined;
}

/** Finds a filter by its name in any case. */
export function findFilter(filters: readonly SavedFilter[], name: string): SavedFilter | undefined {
  return filters.find((each) => fold(each.name) === fold(name));
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
