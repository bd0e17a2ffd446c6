import { z } from 'zod';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

const counts = documentsOf('template-count', z.object({ hours: z.record(z.string(), z.number()) }));

const HOUR_MS = 3_600_000;

/** Adds to the templates that a number has sent, for all processes; returns those of the last 24 hours. */
export async function countTemplates(
  deps: DocumentDeps,
  { way, now, more }: { way: string; now: number; more: number },
): Promise<number> {
  const hour = Math.floor(now / HOUR_MS);
  let sum = 0;
  await counts.edit<'unchanged'>(deps, way, (known) => {
    const recent = Object.entries(known?.hours ?? {}).filter(([each]) => Number(each) >= hour - 24);
    const hours = new Map(recent).set(`${hour}`, (known?.hours[hour] ?? 0) + more);
    sum = [...hours.values()].reduce((all, count) => all + count, 0);
    return more === 0 ? 'unchanged' : { value: { hours: Object.fromEntries(hours) } };
  });
  return sum;
}
