import { z } from 'zod';
import { verdictSchema } from '../../domain/fact-checks/verdicts.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { Listed } from './public-list.ts';

const fields = {
  verdict: verdictSchema,
  topic: z.string().min(1).max(60),
  org: z.string().min(1).max(200),
  /** The first and the last day on which it was published or, if that is unknown, changed. */
  from: z.iso.date(),
  until: z.iso.date(),
  /** What it lacks: a source, or a day on which it is still current. */
  lacks: z.enum(['source', 'currency']),
  sort: z.literal('used'),
};

/** What somebody wants to see of the library; a missing field matches everything. */
export type LibraryFilter = { [Name in keyof typeof fields]?: z.infer<(typeof fields)[Name]> };

/** Reads a filter from external parameters; ignores unknown values. */
export function readLibraryFilter(asked: (name: string) => string): LibraryFilter {
  const read = Object.entries(fields).map(
    ([name, field]) => [name, field.safeParse(asked(name)).data] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

/** Whether a fact-check passes a filter on a day. */
export function isInLibrary(listed: Listed, filter: LibraryFilter, today: string): boolean {
  const { verdict, topic, org, from, until, lacks } = filter;
  const day = listed.publishedAt ?? jakartaDay(listed.changedAt);
  const isExpired = listed.expiresAt !== undefined && listed.expiresAt < today;
  return (
    (verdict === undefined || listed.verdict === verdict) &&
    (topic === undefined || listed.topic === topic) &&
    (org === undefined || listed.org === org) &&
    (from === undefined || day >= from) &&
    (until === undefined || day <= until) &&
    (lacks !== 'source' || (listed.url === undefined && listed.citations.length === 0)) &&
    (lacks !== 'currency' || isExpired)
  );
}
