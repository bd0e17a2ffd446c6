import { textOf, wordsFor } from '../../ports/turn.ts';
import { type ActionDeps, action } from './action.ts';

/** The report whose number was written, or else the last one; a draft too, as its answers are kept. */
export const findErasableReport = action(
  ['found', 'none'],
  (deps: Pick<ActionDeps, 'script'>, turn, values) => {
    const { reports = [] } = turn.profile;
    const said = textOf(values.query).toUpperCase();
    const report = reports.find(({ id }) => said.includes(id.toUpperCase())) ?? reports.at(-1);
    if (!report) return { outcome: 'none' };
    const kind = wordsFor(deps, turn)(`report.threat.${report.threat}`);
    return { outcome: 'found', values: { number: report.id, kind } };
  },
);

/** Erases one report; a partner who has it is told that it is withdrawn, as no report is left to pass on. */
export const eraseReport = action(['erased', 'none'], (_deps, turn, values) => {
  const number = textOf(values.number);
  const { reports = [], ...profile } = turn.profile;
  const kept = reports.filter(({ id }) => id !== number);
  if (kept.length === reports.length) return { outcome: 'none' };
  turn.profile = kept.length > 0 ? { ...profile, reports: kept } : profile;
  return { outcome: 'erased' };
});
