import type { DeskState } from './desk-state.ts';
import { blank, bold, dim, type Line, line, paragraph } from './line.ts';
import { hour } from './times.ts';

/** Draws the selected change: its author, the old and the new message, and who was told. */
export function drawChanges({ changes, changeAt, words }: DeskState, columns: number): Line[] {
  const say = words.desk.changes;
  const seen = changes[changeAt];
  if (!seen) return [blank, line(`  ${say.none}`, dim)];
  const { change, preview } = seen;
  const text = (words: string) => paragraph(words, columns - 2, { indent: '  ' });
  const left = preview.total - preview.items.length;
  return [
    blank,
    line(
      `  ${changeAt + 1}/${changes.length} ${change.id} · ${say.kind[change.wanted.type]}`,
      bold,
    ),
    line(`  ${say.proposedBy(change.by, hour(change.at, words))}`, dim),
    ...(change.until === undefined ? [] : text(say.heldUntil(hour(change.until, words)))),
    ...(change.why === undefined ? [] : text(`${say.reason}: ${change.why}`)),
    ...text(say.told(preview.citizens)),
    ...preview.items.flatMap(({ title, org, before, after }) => [
      blank,
      ...text(`${title} (${org})`),
      line(`  ${say.now}`, bold),
      ...text(before ?? say.nothingYet),
      line(`  ${say.later}`, bold),
      ...text(after),
    ]),
    ...(left > 0 ? text(say.more(left)) : []),
  ];
}
