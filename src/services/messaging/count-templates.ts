import { z } from 'zod';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';

const counts = documentsOf('template-count', z.object({ hours: z.record(z.string(), z.number()) }));

const HOUR_MS = 3_600_000;

/** Counts a template that a number has sent, for all processes. */
export async function countTemplate(deps: DocumentDeps, way: string, now: number): Promise<void> {
  const hour = `${Math.floor(now / HOUR_MS)}`;
  await counts.edit(deps, way, (known) => {
    const hours = ofDay(known?.hours ?? {}, now);
    return { value: { hours: { ...hours, [hour]: (hours[hour] ?? 0) + 1 } } };
  });
}

/** Counts the templates that a number has sent within the last 24 hours. */
export async function countOfDay(deps: DocumentDeps, way: string, now: number): Promise<number> {
  const hours = ofDay((await counts.find(deps, way))?.hours ?? {}, now);
  return Object.values(hours).reduce((sum, count) => sum + count, 0);
}

function ofDay(hours: Readonly<Record<string, number>>, now: number): Record<string, number> {
  const first = Math.floor(now / HOUR_MS) - 24;
  return Object.fromEntries(Object.entries(hours).filter(([hour]) => Number(hour) >= first));
}
