import { isUp } from '../domain/duty/alert.ts';
import { alertWords } from '../services/duty/alert-text.ts';
import type { StoredAlert } from '../services/duty/alerts.ts';
import { showIn } from '../ui-text/format-time.ts';
import type { DeskState } from './desk-state.ts';
import { blank, bold, dim, type Line, line, paragraph, type Size, type Style } from './line.ts';

/** Draws who is on duty, active alerts, and the notes of the last shift. */
export function drawDuty({ duty, words }: DeskState, { columns }: Pick<Size, 'columns'>): Line[] {
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
