import { z } from 'zod';
import { type QueueFilter, queueFilterSchema } from '../../domain/cases/queue-filter.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { CaseDeps } from './case-deps.ts';

const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]+$/u);

const storedSchema = z.object({
  filters: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      filter: queueFilterSchema,
      isShared: z.boolean(),
    }),
  ),
});
type NamedFilter = z.infer<typeof storedSchema>['filters'][number];

const filterLists = documentsOf('filters', storedSchema, 'owner');

/** A part of the queue that a reviewer looks at again and again, under a name of their own. */
export interface SavedFilter extends NamedFilter {
  owner: string;
}

/** Result of a change; `unknown` where there is no such filter, or it is somebody else's. */
export type FilterChange = 'saved' | 'bad-name' | 'taken' | 'full' | 'unknown';

const MOST_FILTERS = 20;
const MOST_SHARED = 40;

/** The filters of a reviewer, then those that others share with all. */
export async function listFilters(deps: DocumentDeps, reviewer: string): Promise<SavedFilter[]> {
  const all = (await filterLists.list(deps)).flatMap(({ owner, filters }) =>
    filters.map((each) => ({ ...each, owner })),
  );
  const own = all.filter(({ owner }) => owner === reviewer);
  const shared = all.filter(({ owner, isShared }) => isShared && owner !== reviewer);
  return [...own, ...shared.slice(0, MOST_SHARED)];
}

/** Saves the present filter under a name. */
export function saveFilter(
  deps: DocumentDeps & Pick<CaseDeps, 'randomBytes'>,
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

/** Renames one of a reviewer's own filters, shows it to all or to nobody else any more, or removes it. */
export function changeFilter(
  deps: DocumentDeps,
  owner: string,
  { id, to }: { id: string; to: { name: string } | { isShared: boolean } | undefined },
): Promise<FilterChange> {
  return change(deps, owner, (filters) => {
    const others = filters.filter((each) => each.id !== id);
    if (others.length === filters.length) return 'unknown';
    if (!to) return others;
    const [problem, edited] =
      'name' in to ? [problemOf(others, to.name), { name: to.name.trim() }] : [undefined, to];
    return problem ?? filters.map((each) => (each.id === id ? { ...each, ...edited } : each));
  });
}

/** Changes a reviewer's current filters; repeats after a conflict with another window. */
function change(
  deps: DocumentDeps,
  owner: string,
  make: (filters: readonly NamedFilter[]) => readonly NamedFilter[] | FilterChange,
): Promise<FilterChange> {
  return filterLists.edit<FilterChange>(deps, owner, (known) => {
    const filters = make(known?.filters ?? []);
    return typeof filters === 'string' ? filters : { value: { filters } };
  });
}

function problemOf(
  filters: readonly NamedFilter[],
  name: string,
): 'bad-name' | 'taken' | undefined {
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
