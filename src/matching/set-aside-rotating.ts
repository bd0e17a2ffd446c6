import type { Conflict, Sides, SideWord } from './conflict.ts';
import { nameKind } from './gazetteer.ts';
import type { MatchIndex } from './match-index.ts';
import { isAppeal, isPitch, type RotatingPart, rotatingParts } from './rotating-parts.ts';

/** Takes out the conflicts that consist only of parts in which copies of one scam differ, if the document calls its claim false. */
export function setAsideRotating(
  library: MatchIndex,
  field: number,
  { conflicts, sides }: { conflicts: readonly Conflict[]; sides: Sides },
) {
  if (conflicts.length === 0 || !library.callsFieldFalse(field)) return { conflicts, rotated: [] };
  const asks = isPitch(sides.query) && isPitch(sides.field);
  const parts = {
    query: rotatingParts(sides.query, asks),
    field: rotatingParts(sides.field, asks),
  };
  const rotated = new Set<RotatingPart>();
  const left = conflicts.filter((conflict) => {
    const part = rotatedPart(conflict, sides, parts);
    if (part) rotated.add(part);
    return part === undefined;
  });
  return { conflicts: left, rotated: [...rotated] };
}

interface Parts {
  query: ReadonlyMap<number, RotatingPart>;
  field: ReadonlyMap<number, RotatingPart>;
}

function rotatedPart(conflict: Conflict, sides: Sides, parts: Parts): RotatingPart | undefined {
  const [first] = conflict.query;
  const part = first === undefined ? undefined : parts.query.get(first);
  if (!part || conflict.how === 'dropped') return undefined;
  if (part === 'phone' && !isAppeal(sides.query)) return undefined;
  if (part === 'name') return isContact(conflict, sides, parts) ? 'name' : undefined;
  const isOfScam =
    conflict.query.every((at) => parts.query.has(at)) &&
    conflict.field.every((at) => parts.field.has(at));
  return isOfScam ? part : undefined;
}

/** Whether only the contact is called otherwise; a known name may not be replaced, except within a longer name. */
function isContact(
  { query, field }: Conflict,
  { query: sent, field: stored }: Sides,
  parts: Parts,
) {
  if (query.length !== field.length || field.length === 0) return false;
  return query.every((at, nth) => {
    const place = field[nth] ?? -1;
    const isCalledAlike = isSame(sent[at - 1], stored[place - 1]);
    const isKnown = [sent[at], stored[place]].some((word) => nameKind(word?.text ?? ''));
    const isLonger = isSame(sent[at + 1], stored[place + 1]);
    return parts.query.get(at) === 'name' && isCalledAlike && (isLonger || !isKnown);
  });
}

function isSame(left: SideWord | undefined, right: SideWord | undefined): boolean {
  return left !== undefined && left.text === right?.text;
}
