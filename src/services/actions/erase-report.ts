import { spendReports } from '../../domain/citizens/trace.ts';
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
  const erased = reports.find(({ id }) => id === number);
  if (!erased) return { outcome: 'none' };
  const kept = reports.filter((each) => each !== erased);
  // It stays spent, so that nobody gets more reports a day by erasing them.
  const until = erased.startedAt + DAY;
  const spent = { tips: 0, reports: Number(until > turn.now), until };
  turn.profile = spendReports(
    kept.length > 0 ? { ...profile, reports: kept } : profile,
    spent,
    turn.now,
  );
  return { outcome: 'erased' };
});

const DAY = 86_400_000;
