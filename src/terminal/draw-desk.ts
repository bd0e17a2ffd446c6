import { isUp } from '../domain/duty/alert.ts';
import { defang } from '../domain/text/links.ts';
import { SURE } from '../services/cases/compare-fact-check.ts';
import { alertWords } from '../services/duty/alert-text.ts';
import type { StoredAlert } from '../services/duty/alerts.ts';
import { percent } from '../ui-text/describe-support.ts';
import { showIn } from '../ui-text/format-time.ts';
import type { DeskState } from './desk-state.ts';
import { drawCase, titleOfCase } from './draw-case.ts';
import { drawFoot } from './draw-foot.ts';
import { drawForm } from './draw-form.ts';
import { drawNear, pairOf } from './draw-near.ts';
import { drawQueue, tabs, WIDE } from './draw-queue.ts';
import {
  blank,
  bold,
  clip,
  dim,
  fill,
  type Line,
  labelled,
  line,
  paragraph,
  type Size,
  type Style,
  sideBySide,
} from './line.ts';
import { namedStats } from './show-case.ts';
import { hour, verdictWord } from './text.ts';

/** The whole screen, line by line; one line less than the terminal has. */
export function drawDesk(state: DeskState, { columns, rows }: Size): Line[] {
  const height = Math.max(4, rows - 1);
  const inverse = { inverse: true };
  const title = fill(titleOf(state, columns), columns, inverse);
  const head = title.map((each) => ({ ...each, ...inverse }));
  const foot = drawFoot(state, columns).slice(-(height - 2));
  const room = height - 1 - foot.length;
  const body = bodyOf(state, { columns, rows: room }).slice(0, room);
  const rest = Array.from({ length: room - body.length }, () => blank);
  return [head, ...body, ...rest, ...foot].map((each) => clip(each, columns));
}

/** The state with no more scrolled away than there is. */
export function clampScroll(state: DeskState, size: Size): DeskState {
  if (state.scroll === 0) return state;
  const { draw, isLong } = SCREENS[state.screen];
  const lines = state.isHelp ? drawHelp(state, size) : isLong ? draw(state, size) : [];
  const room = size.rows - 2 - drawFoot(state, size.columns).length;
  return { ...state, scroll: Math.min(state.scroll, Math.max(0, lines.length - room + 1)) };
}

function titleOf(state: DeskState, columns: number): Line {
  const who = line(columns < WIDE ? ` ${state.reviewer}  ` : ` Posko · ${state.reviewer}  `);
  if (state.isHelp) return [...who, ...line(state.words.titles.help)];
  const title = SCREENS[state.screen].title(state, columns);
  return [...who, ...(typeof title === 'string' ? line(title) : title)];
}

function bodyOf(state: DeskState, size: Size): Line[] {
  if (state.isHelp) return scrolled(drawHelp(state, size), state, size);
  const { draw, isLong } = SCREENS[state.screen];
  return isLong ? scrolled(draw(state, size), state, size) : draw(state, size);
}

/** How a screen is drawn, and what stands above it; a long one can be scrolled. */
interface Screen {
  draw(state: DeskState, size: Size): Line[];
  title(state: DeskState, columns: number): Line | string;
  isLong?: true;
}

const SCREENS: Readonly<Record<DeskState['screen'], Screen>> = {
  queue: { draw: drawQueue, title: tabs },
  case: { draw: drawCase, title: titleOfCase, isLong: true },
  form: { draw: drawForm, title: titleOfCase, isLong: true },
  attach: { draw: drawAttach, title: titleOfCase, isLong: true },
  search: { draw: drawSearch, title: ({ words, search }) => words.titles.search(search.text) },
  figures: { draw: drawStats, title: ({ words }) => words.titles.figures },
  duty: { draw: drawDuty, title: ({ words }) => words.desk.roster.title, isLong: true },
  changes: { draw: drawChanges, title: ({ words }) => words.desk.changes.title, isLong: true },
};

/** The part of a long text that is looked at, from where its cursor is; past its end there is nothing to see. */
function scrolled(lines: readonly Line[], { scroll, words }: DeskState, { rows }: Size): Line[] {
  if (lines.length <= rows) return [...lines];
  const cursor = lines.findIndex((each) => each.some(({ inverse }) => inverse));
  const from = Math.min(Math.max(0, cursor - rows + 3) + scroll, lines.length - rows + 1);
  const left = lines.length - from - (rows - 1);
  const more = line(`  ${left > 0 ? words.more(left) : words.end}`, { dim: true });
  return [...lines.slice(from, from + rows - 1), more];
}

/** Draws a case and a fact-check that may resolve it, side by side, with the comparison. */
function drawAttach({ open, words }: DeskState, { columns }: Size): Line[] {
  if (!open?.compared) return [line(words.ask.comparing)];
  const { compared, view } = open;
  const { factCheck, score, differences, support, isUnlike } = compared;
  const { summary } = factCheck;
  const pair = pairOf(words, factCheck, view.case.claim);
  const say = words.desk.attach;
  const percent = Math.round(score * 100);
  const isInWords = support?.some(({ type }) => type === 'words') ?? true;
  const advice = isUnlike
    ? say.low(percent)
    : differences.length > 0
      ? words.ask.differing
      : !isInWords
        ? say.notInWords
        : score >= SURE
          ? words.desk.case.same
          : say.noneFound(percent);
  return [
    line(say.title, bold),
    ...drawNear({ ...pair, key: ' ' }, compared, {
      words,
      columns,
      most: Number.POSITIVE_INFINITY,
    }),
    ...(summary ? paragraph(defang(summary), columns, { indent: '    ' }) : []),
    blank,
    ...paragraph(advice, columns, { indent: '  ', style: isUnlike ? { color: 'red' } : bold }),
  ];
}

/** Draws the selected change: its author, the old and the new message, and who was told. */
function drawChanges({ changes, changeAt, words }: DeskState, { columns }: Size): Line[] {
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

/** All keys, in two columns where there is room for them. */
function drawHelp({ words: { keys } }: DeskState, { columns }: Pick<Size, 'columns'>): Line[] {
  const isWide = columns >= 80;
  const width = (isWide ? Math.floor((columns - 3) / 2) : columns) - KEY_WIDTH;
  return keys.help.flatMap(([title, rows]) => {
    const lines = rows.map(([key, what = '']) =>
      labelled(line(`  ${key}`.padEnd(KEY_WIDTH)), paragraph(what, width)),
    );
    const half = isWide ? Math.ceil(rows.length / 2) : rows.length;
    const [left, right] = [lines.slice(0, half).flat(), lines.slice(half).flat()];
    return [line(` ${title}`, bold), ...(isWide ? sideBySide(left, right, columns) : left), blank];
  });
}

const KEY_WIDTH = 13;

/** How the reviewer's day goes, and how the queue stands. */
function drawStats({ figures, reviewer, words }: DeskState, { columns }: Size): Line[] {
  if (!figures) return [blank, line(`  ${words.figures.counting}`, dim)];
  const rows = namedStats(figures, reviewer, words).map(([name, value]) => {
    return [...fill(line(`  ${name}`), Math.min(53, columns - 9)), ...line(` ${value}`, bold)];
  });
  return [blank, ...rows];
}

/** The fact-checks that were found, and the one under the cursor in full. */
function drawSearch({ search, words }: DeskState, { columns, rows }: Size): Line[] {
  const { found, at } = search;
  const chosen = found[at]?.factCheck;
  if (!chosen) return [blank, line(`  ${words.noFound}`, dim)];
  const list = found
    .slice(0, Math.max(2, Math.floor(rows / 2)))
    .map(
      ({ factCheck, score }, n): Line => [
        ...line(n === at ? '▸ ' : '  ', bold),
        ...line(percent(score).padStart(4), dim),
        ...line(
          ` ${verdictWord(words, factCheck.verdict)}: ${factCheck.title}`,
          n === at ? bold : {},
        ),
      ],
    );
  const about = [pairOf(words, chosen).source, chosen.id];
  return [
    ...list,
    blank,
    ...paragraph(chosen.title, columns, { style: bold }),
    line(about.filter(Boolean).join(' · '), dim),
    ...(chosen.claim ? paragraph(`“${defang(chosen.claim)}”`, columns) : []),
    ...paragraph(defang(chosen.summary ?? chosen.explanation ?? ''), columns),
  ];
}

/** Draws who is on duty, active alerts, and the notes of the last shift. */
function drawDuty({ duty, words }: DeskState, { columns }: Pick<Size, 'columns'>): Line[] {
  const { roster, alarms } = words.desk;
  if (!duty) return [blank, line(`  ${words.figures.counting}`, dim)];
  const show = (at: number) => showIn(at, duty.zone, words.language);
  const [next] = duty.next;
  const names = duty.next.map(({ reviewer }) => reviewer).join(', ');
  const up = duty.alarms.filter(isUp);
  return [
    blank,
    line(`  ${roster.now}`, bold),
    ...duty.now.map(({ reviewer, end }) => line(`  ${roster.until(reviewer, show(end))}`)),
    ...(duty.now.length === 0 ? [line(`  ! ${roster.nobody}`, { color: 'red' })] : []),
    ...(next ? [line(`  ${roster.next(names, show(next.start))}`, dim)] : []),
    ...(duty.gaps.length > 0
      ? [line(`  ! ${roster.gaps(duty.gaps.length)}`, { color: 'yellow' })]
      : []),
    blank,
    line(`  ${alarms.title}`, bold),
    ...(up.length === 0 ? [line(`  ${alarms.none}`, dim)] : []),
    ...up.flatMap((alarm) => drawAlarm(alarm, { words, columns, show })),
    blank,
    line(`  ${roster.notes}`, bold),
    ...(duty.notes.length === 0 ? [line(`  ${roster.noNotes}`, dim)] : []),
    ...duty.notes.flatMap(({ by, at, text }) => [
      line(`  ${by} · ${show(at)}`, dim),
      ...paragraph(text, columns - 2, { indent: '  ' }),
    ]),
  ];
}

function drawAlarm(
  alarm: StoredAlert,
  sheet: Pick<DeskState, 'words'> & { columns: number; show(at: number): string },
): Line[] {
  const { words, columns, show } = sheet;
  const said = alertWords[words.language];
  const { alarms } = words.desk;
  const { acknowledged, raisedAt = 0, called } = alarm;
  const state = acknowledged
    ? alarms.by(acknowledged.by, show(acknowledged.at))
    : [alarms.since(show(raisedAt)), called.length > 0 && alarms.called(called.join(', '))]
        .filter(Boolean)
        .join(' · ');
  const style: Style = acknowledged ? {} : { color: 'red', bold: true };
  return [
    line(`  ${acknowledged ? ' ' : '!'} ${said.kind[alarm.kind]}`, style),
    ...paragraph(said.what(alarm), columns - 2, { indent: '    ' }),
    ...paragraph(state, columns - 2, { indent: '    ', style: dim }),
  ];
}
