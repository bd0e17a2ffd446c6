import type { DeskState } from './desk-state.ts';
import { drawAttach } from './draw-attach.ts';
import { drawCase, titleOfCase } from './draw-case.ts';
import { drawChanges } from './draw-changes.ts';
import { drawDuty } from './draw-duty.ts';
import { drawFoot } from './draw-foot.ts';
import { drawForm } from './draw-form.ts';
import { drawHelp } from './draw-help.ts';
import { drawQueue, tabs, WIDE } from './draw-queue.ts';
import { drawSearch } from './draw-search.ts';
import { drawStats } from './draw-stats.ts';
import { blank, clip, fill, type Line, line } from './line.ts';

/** The room that a terminal has. */
export interface Size {
  columns: number;
  rows: number;
}

/** The whole screen, line by line; one line less than the terminal has. */
export function drawDesk(state: DeskState, { columns, rows }: Size): Line[] {
  const height = Math.max(4, rows - 1);
  const head = fill(titleOf(state, columns), columns, { inverse: true }).map((each) => ({
    ...each,
    inverse: true,
  }));
  const foot = drawFoot(state, columns).slice(-(height - 2));
  const room = height - 1 - foot.length;
  const body = bodyOf(state, { columns, rows: room }).slice(0, room);
  const rest = Array.from({ length: room - body.length }, () => blank);
  return [head, ...body, ...rest, ...foot].map((each) => clip(each, columns));
}

/** The state with no more scrolled away than there is. */
export function clampScroll(state: DeskState, { columns, rows }: Size): DeskState {
  if (state.scroll === 0) return state;
  const lines = state.isHelp
    ? drawHelp(state.words)
    : state.screen === 'case'
      ? drawCase(state, columns)
      : state.screen === 'attach'
        ? drawAttach(state, columns)
        : state.screen === 'duty'
          ? drawDuty(state, columns)
          : state.screen === 'changes'
            ? drawChanges(state, columns)
            : [];
  const room = rows - 2 - drawFoot(state, columns).length;
  return { ...state, scroll: Math.min(state.scroll, Math.max(0, lines.length - room + 1)) };
}

function titleOf(state: DeskState, columns: number): Line {
  const who = line(columns < WIDE ? ` ${state.reviewer}  ` : ` Posko · ${state.reviewer}  `);
  const { titles } = state.words;
  if (state.isHelp) return [...who, ...line(titles.help)];
  switch (state.screen) {
    case 'queue':
      return [...who, ...tabs(state, columns)];
    case 'case':
    case 'form':
    case 'attach':
      return state.open ? [...who, ...titleOfCase(state, state.open)] : who;
    case 'search':
      return [...who, ...line(titles.search(state.search.text))];
    case 'figures':
      return [...who, ...line(titles.figures)];
    case 'duty':
      return [...who, ...line(state.words.desk.roster.title)];
    case 'changes':
      return [...who, ...line(state.words.desk.changes.title)];
  }
}

function bodyOf(state: DeskState, size: Size): Line[] {
  if (state.isHelp) return scrolled(drawHelp(state.words), state, size);
  switch (state.screen) {
    case 'queue':
      return drawQueue(state, size);
    case 'case':
      return scrolled(drawCase(state, size.columns), state, size);
    case 'form':
      return drawForm(state, size);
    case 'attach':
      return scrolled(drawAttach(state, size.columns), state, size);
    case 'search':
      return drawSearch(state, size);
    case 'figures':
      return drawStats(state);
    case 'duty':
      return scrolled(drawDuty(state, size.columns), state, size);
    case 'changes':
      return scrolled(drawChanges(state, size.columns), state, size);
  }
}

/** The part of a long text that is looked at; past its end there is nothing to see. */
function scrolled(lines: readonly Line[], { scroll, words }: DeskState, { rows }: Size): Line[] {
  if (lines.length <= rows) return [...lines];
  const from = Math.min(scroll, lines.length - rows + 1);
  const left = lines.length - from - (rows - 1);
  const more = line(`  ${left > 0 ? words.more(left) : words.end}`, { dim: true });
  return [...lines.slice(from, from + rows - 1), more];
}
