import type { Case, Tip } from '../domain/cases/case.ts';
import { heldLease } from '../domain/cases/lifecycle.ts';
import { defang } from '../domain/text/links.ts';
import type { CaseView } from '../services/cases/queue.ts';
import { compareWords, decisionInWords } from '../ui-text/compare-words.ts';
import { historyInWords } from '../ui-text/describe-history.ts';
import { describeMetadata } from '../ui-text/describe-metadata.ts';
import { describeThreat } from '../ui-text/describe-threat.ts';
import { reasonsOf, whyNobody, whyPartner } from '../ui-text/reasons.ts';
import type { DeskState, OpenCase } from './desk-state.ts';
import { drawPreview } from './draw-form.ts';
import { drawNear, pairOf } from './draw-near.ts';
import { blank, bold, dim, type Line, line, paragraph, type Size } from './line.ts';
import { oneLine, wordingLines } from './show-wordings.ts';
import { hour, type TerminalWords, verdictWord } from './text.ts';

/** What a case is drawn with: the time, and how times are written. */
interface CaseSheet extends Sheet {
  now: number;
  clock(at: number): string;
}

export function titleOfCase({ now, reviewer, words, open }: DeskState): Line {
  if (!open) return [];
  const { view, hold } = open;
  const { case: found } = view;
  const say = words.standing;
  const lease = heldLease(found, now);
  const holder =
    hold === 'held'
      ? say.yours
      : lease && lease.by !== reviewer
        ? say.heldBy(lease.by, hour(lease.until, words))
        : statusOf(view, words);
  return line(`${found.ticket} · ${holder}`);
}

/** Everything that is known of a case. */
export function drawCase(state: DeskState, { columns }: Pick<Size, 'columns'>): Line[] {
  const { open, words, now } = state;
  if (!open) return [];
  const sheet = { words, columns, now, clock: (at: number) => hour(at, words) };
  const isLetter = !open.form && open.preview && open.view.case.proposal;
  const letter = isLetter ? drawPreview(open, words, columns) : [];
  return [...lostBox(open, sheet), ...drawView(open.view, sheet), ...letter];
}

/** Everything that is known of a case but for whose it is; on a plain sheet by ids instead of keys. */
export function drawView(view: CaseView, sheet: CaseSheet): Line[] {
  const { words, columns, clock } = sheet;
  const say = words.sections;
  const taken = view.wordings.filter(({ isTaken }) => isTaken).length;
  return [
    ...drawStanding(view, sheet),
    ...section(words.desk.triage.title, drawThreat(view, sheet)),
    ...section(words.desk.refer.title, drawPartners(view, sheet)),
    ...section(say.wordings(view.tips.length), drawTips(view, sheet)),
    ...section(words.desk.case.offered.title, drawOffered(view, sheet)),
    ...section(say.candidates, drawCandidates(view, sheet)),
    ...section(say.similar, drawSimilar(view, sheet)),
    ...section(
      `${words.desk.wordings.title(taken)} ${say.choose}`,
      wordingLines(view.wordings, words).map((each) => line(`  ${each}`)),
    ),
    ...section(
      say.history,
      view.history.toReversed().flatMap((entry) => {
        const done = historyInWords(entry, words.desk, clock);
        const text = `${clock(entry.at)} ${entry.by}: ${done}`;
        return paragraph(text, columns, { indent: '  ', style: dim });
      }),
    ),
  ];
}

function statusOf({ case: found, factCheck }: CaseView, words: TerminalWords): string {
  const say = words.standing;
  switch (found.status) {
    case 'open':
      return say.notYours;
    case 'published':
      return say.published(factCheck ? verdictWord(words, factCheck.verdict) : '');
    case 'closed':
      return say.closed(found.closing ? words.desk.case.closings[found.closing] : '');
    case 'merged':
      return say.merged;
  }
}

/** A draft that can no longer be kept stays readable. */
function lostBox({ hold, form }: OpenCase, { words, columns }: Sheet): Line[] {
  if (hold !== 'lost' || !form) return [];
  const { verdict, summary, url } = form;
  const written = `${verdictWord(words, verdict)}: ${summary.text} ${url.text}`;
  return [
    line(`! ${words.standing.lost}`, { color: 'red', bold: true }),
    ...paragraph(written, columns, { indent: '  ' }),
    blank,
  ];
}

/** What stands between the case and its verdict. */
function drawStanding(view: CaseView, { words, columns, now, clock }: CaseSheet): Line[] {
  const say = words.standing;
  const { case: found, needsSecondPerson } = view;
  const { proposal, draft, assignee, tags = [], snoozedUntil = 0 } = found;
  const reasons = found.status === 'open' ? reasonsOf(view.priority, words.desk) : [];
  const marks = [
    reasons.map(({ text }) => text).join(', '),
    needsSecondPerson && say.needsSecond,
    assignee !== undefined && words.desk.queue.assignedTo(assignee),
    snoozedUntil > now && say.snoozed(clock(snoozedUntil)),
    tags.length > 0 && tags.map((tag) => `#${tag}`).join(' '),
  ].filter(Boolean);
  const text = (words: string, color: 'magenta' | 'yellow' | 'cyan') =>
    paragraph(words, columns, { indent: '  ', style: { color } });
  const lines = marks.length > 0 ? text(marks.join(' · '), 'cyan') : [];
  if (proposal) {
    const { verdict, summary, url = '' } = proposal.decision;
    const proposed = `${verdictWord(words, verdict)}. ${summary} ${defang(url)}`;
    lines.push(...text(say.proposal(proposal.by, proposed), 'magenta'));
    lines.push(...drawChanged(proposal, { words, columns }));
  }
  if (draft) {
    const { by, at, verdict, summary = '' } = draft;
    const begun = `${verdict ? `${verdictWord(words, verdict)}. ` : ''}${summary}`;
    lines.push(...text(say.draft(by, clock(at), begun), 'yellow'));
  }
  return lines.length > 0 ? [...lines, blank] : [];
}

/** What was taken out of an earlier proposal and put into this one. */
function drawChanged(
  { earlier, decision }: NonNullable<Case['proposal']>,
  { words: { desk }, columns }: Sheet,
): Line[] {
  if (!earlier) return [];
  const [before, after] = [earlier.decision, decision].map((each) => decisionInWords(desk, each));
  const runs = compareWords(before ?? '', after ?? '').map(({ type, text }) =>
    type === 'same' ? text : `[${type === 'gone' ? '−' : '+'}${text.trim()}] `,
  );
  return [
    line(`  ${desk.case.sinceProposal(earlier.by)}:`, bold),
    ...paragraph(defang(runs.join('')), columns, { indent: '  ' }),
  ];
}

/** To whom the case could be passed on, with why; passing it on is done on the pages of the desk or the command line. */
function drawPartners({ partners, otherPartners }: CaseView, size: Sheet): Line[] {
  const { desk } = size.words;
  const proposals = partners.map((each) => {
    const name = size.isPlain ? `${each.organisation}: ` : '';
    return `${name}${desk.refer.proposal(each.name)} (${whyPartner(each, desk)})`;
  });
  const texts = [...proposals, ...whyNobody(otherPartners, desk)];
  return texts.flatMap((text) => paragraph(text, size.columns, { indent: '  ' }));
}

/** What the bot offered before the case came to be, with what citizens answered. */
function drawOffered({ offered }: CaseView, { words: { desk }, columns }: Sheet): Line[] {
  const { answered, answers } = desk.case.offered;
  return offered.flatMap(({ factCheck: { title }, answer, citizens }) => {
    const text = `${oneLine(title, 80)} · ${answered(answers[answer], citizens)}`;
    return paragraph(text, columns, { indent: '  ' });
  });
}

function drawCandidates({ candidates, case: found }: CaseView, size: Sheet): Line[] {
  const { words } = size;
  return candidates.flatMap(({ factCheck, ...near }, at) => {
    const key = size.isPlain ? factCheck.id : String.fromCharCode('A'.charCodeAt(0) + at);
    return drawNear({ ...pairOf(words, factCheck, found.claim), key }, near, size);
  });
}

function drawSimilar({ similar, case: found }: CaseView, size: Sheet): Line[] {
  return similar.flatMap(({ case: other, ...near }, at) => {
    const sides = { title: other.ticket, source: '', ours: found.claim, theirs: other.claim };
    const key = size.isPlain ? '–' : String(at + 1);
    return drawNear({ ...sides, key, name: 'other' }, near, size);
  });
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [line(title, bold), ...lines, blank];
}

/** The guess at the threat of a case and what spoke for it; nothing where nothing was guessed or said. */
function drawThreat({ case: found, priority }: CaseView, { words, columns }: Sheet): Line[] {
  if (!priority.threat && !found.threat) return [];
  const { desk } = words;
  const { what, why } = describeThreat(priority.threat, found, desk);
  const reasons = why === '' ? [] : [`${desk.triage.because}: ${defang(why)}`, desk.triage.caution];
  return [
    ...paragraph(what, columns, { indent: '  ' }),
    ...reasons.flatMap((text) => paragraph(text, columns, { indent: '  ', style: dim })),
  ];
}

/** What a part of a case is drawn with. */
interface Sheet {
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
    tip.media.length > 0 && say.files(tip.media.map(({ mime }) => mime).join(', ')),
  ];
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
  const told = notes.filter(Boolean).join(' · ');
  return [...(told ? [told] : []), ...read, ...stamp, ...metadata, ...answers];
}
