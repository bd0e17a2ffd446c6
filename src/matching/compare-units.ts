import type { Conflict, Sides, SideWord } from './compare-gap.ts';
import type { Gap, Span } from './find-gaps.ts';
import { TIME_UNITS } from './time-units.ts';

/** Compares time units: a week instead of a month differs, though both may stand after "one". */
export function compareUnits(sides: Sides, gap: Gap): Conflict[] {
  const query = unitsIn(sides.query, gap.query);
  const field = unitsIn(sides.field, gap.field);
  const isShared = query.some(({ text }) => field.some((other) => other.text === text));
  if (gap.edge || isShared || query.length === 0 || field.length === 0) return [];
  const placesOf = (units: readonly Unit[]) => units.map(({ at }) => at);
  const places = { query: placesOf(query), field: placesOf(field) };
  return [{ type: 'number', how: 'replaced', ...places, weight: 1, grave: true }];
}

interface Unit {
  at: number;
  text: string;
}

function unitsIn(words: readonly SideWord[], { from, to }: Span): Unit[] {
  return words
    .slice(from, to)
    .map(({ text }, at) => ({ text, at: from + at }))
    .filter(({ text }) => TIME_UNITS.has(text));
}
