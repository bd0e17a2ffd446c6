import type { Tip } from '../domain/cases/case.ts';
import { defang } from '../domain/text/links.ts';
import type { CaseView } from '../services/cases/queue.ts';
import { describeMetadata } from '../ui-text/describe-metadata.ts';
import { blank, bold, dim, type Line, line, paragraph } from './line.ts';
import type { TerminalWords } from './text.ts';

/** What a part of a case is drawn with. */
export interface Sheet {
  words: TerminalWords;
  columns: number;
  /** Whether what can be acted on is named by its id, for commands, and not by a key of the console. */
  isPlain?: boolean;
}

/** One wording, or several tips in a row that only repeat an earlier one. */
interface Row {
  from: number;
  to: number;
  /** The number of the tip that has the same words. */
  sameAs: number | undefined;
  text: string;
  notes: string[];
}

/** Every wording, numbered, with what its citizens told and answered. */
export function drawTips(view: CaseView, sheet: Sheet): Line[] {
  const { case: found, tips } = view;
  const { columns } = sheet;
  if (tips.length === 0) return paragraph(defang(found.claim), columns, { indent: '  ' });
  return toRows(view, sheet).flatMap((row) => drawRow(row, sheet));
}

function toRows(view: CaseView, { words, isPlain }: Sheet): Row[] {
  const seen = new Map<string, number>();
  const rows: Row[] = [];
  for (const [at, tip] of view.tips.entries()) {
    const text = tip.text.trim() || words.desk.queue.noWords;
    const sameAs = seen.get(text);
    if (sameAs === undefined) seen.set(text, at + 1);
    const notes = [...(isPlain ? [tip.id] : []), ...notesOf(tip, words, view)];
    const row = { from: at + 1, to: at + 1, sameAs, text, notes };
    const last = rows.at(-1);
    const isMore = sameAs !== undefined && last?.sameAs === sameAs;
    if (isMore && last.notes.join() === row.notes.join()) last.to = row.to;
    else rows.push(row);
  }
  return rows;
}

function drawRow({ from, to, sameAs, text, notes }: Row, { words: say, columns }: Sheet): Line[] {
  const indent = '    ';
  const noteLines = notes.flatMap((note) =>
    paragraph(note, columns, { indent: '      ', style: { color: 'cyan' } }),
  );
  if (sameAs !== undefined) {
    const numbers = from === to ? `${from}` : `${from}–${to}`;
    return [line(`  ${say.tip.sameAs(numbers, sameAs)}`, dim), ...noteLines];
  }
  const [head = blank, ...rest] = paragraph(defang(text), columns, { indent });
  const words = head.map((each) => ({ ...each, text: each.text.slice(indent.length) }));
  return [[...line(`${from} `.padStart(indent.length), bold), ...words], ...rest, ...noteLines];
}

/** What a citizen told of a tip, and what they answered to reviewers' questions, a line each. */
function notesOf(
  tip: Tip,
  words: TerminalWords,
  { describe, files }: Pick<CaseView, 'describe' | 'files'>,
) {
  const say = words.tip;
  const { sources, worries } = words.desk.case;
  const notes = [
    tip.source && say.source(sources[tip.source]),
    tip.link && say.link(defang(tip.link)),
    tip.region,
    tip.worry && say.worry(worries[tip.worry]),
    ...(tip.saved ?? []).map((answer) => {
      const { label, text } = describe(answer, words.language);
      return `${label}: ${defang(text)}`;
    }),
    tip.media.length > 0 ? say.files(tip.media.map(({ mime }) => mime).join(', ')) : undefined,
  ].filter(Boolean);
  const answers = (tip.answers ?? []).map(({ question, text }) =>
    say.answer(defang(question), defang(text)),
  );
  const metadata = files.flatMap(({ sha256, metadata: said }) =>
    said && tip.media.some((file) => file.sha256 === sha256)
      ? describeMetadata(said, words.desk.case)
      : [],
  );
  const read = (tip.read ?? []).map(({ source, text }) => say.read[source](defang(text)));
  const stamp = tip.stamp === undefined ? [] : [words.desk.case.tip.stamp(tip.stamp)];
  return [
    ...(notes.length > 0 ? [notes.join(' · ')] : []),
    ...read,
    ...stamp,
    ...metadata,
    ...answers,
  ];
}
