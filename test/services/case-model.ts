/** A case as a simple-minded desk would keep it. */
export interface KnownCase {
  ticket: string;
  status: 'open' | 'published' | 'closed' | 'merged';
  fence: number;
  lease: { by: string; until: number } | undefined;
  tips: string[];
}

/** All cases, the fence that each reviewer got last for each, and the time. */
export interface DeskModel {
  cases: KnownCase[];
  fences: Map<string, number>;
  now: number;
}

/** What has to come of an action on a case, and the fence that the case has then. */
export function settle(
  { status, fence, lease }: KnownCase,
  action: { reviewer: string; fence?: number },
  now: number,
): { type: 'decided' | 'lost' | 'taken' } | { type: 'done'; fence: number } {
  if (status !== 'open') return { type: 'decided' };
  const held = lease && lease.until > now ? lease : undefined;
  const isOwn = held?.by === action.reviewer;
  if (action.fence !== undefined && !(isOwn && action.fence === fence)) return { type: 'lost' };
  if (held && !isOwn) return { type: 'taken' };
  return { type: 'done', fence: isOwn ? fence : fence + 1 };
}
