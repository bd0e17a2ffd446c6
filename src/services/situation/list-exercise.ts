import { isExercise } from '../../domain/cases/exercise.ts';
import { isOver, statusOf } from '../../domain/partners/referral.ts';
import type { Span } from '../../domain/time/month.ts';
import { listAlerts } from '../duty/alerts.ts';
import { showLocal } from '../duty/local-time.ts';
import { listReferrals } from '../partners/referrals.ts';
import { listReportReferrals } from '../partners/report-referrals.ts';
import type { SituationDeps } from './situation-deps.ts';

type First = { by: string; at?: number | undefined } | undefined;
type Rehearsed = [
  kind: string,
  reference: string,
  at: number,
  first: First,
  end: number | undefined,
];

/** Lists what came of exercises within a span: who answered first or was called and after how many minutes, and when it was over; without an end it is open. */
export async function listExercise(deps: SituationDeps, { since, until }: Span) {
  const { cases } = deps.store;
  const all: Rehearsed[] = [];
  const isWithin = (at: number) => at >= since && at < until;
  for (const { id, ticket, openedAt, decidedAt } of await cases.exercised()) {
    if (!isWithin(openedAt)) continue;
    const first = (await cases.history(id)).find(({ by }) => by !== 'posko');
    all.push(['cases', ticket, openedAt, first, decidedAt]);
  }
  for (const { reference, proposedAt, steps } of await listReportReferrals(deps)) {
    const end = steps.find(({ type }) => type !== 'asked')?.at;
    all.push(['reports', reference, proposedAt, steps[0], end]);
  }
  for (const referral of await listReferrals(deps)) {
    const [sent, next] = referral.steps;
    const end = isOver(statusOf(referral)) ? referral.steps.at(-1)?.at : undefined;
    all.push(['referrals', referral.reference, sent?.at ?? 0, next, end]);
  }
  for (const { of, since, called, messages, acknowledged } of await listAlerts(deps)) {
    for (const by of new Set(called)) {
      const at = messages.find(({ to }) => to === by)?.at;
      all.push(['calls', of, since, { by, at }, acknowledged?.at]);
    }
  }
  return all
    .filter(([, reference, at]) => isExercise(reference) && isWithin(at))
    .map(([kind, reference, at, first, end]) => {
      const after = (time: number | undefined) => time && Math.round((time - at) / 60_000);
      const times = { time: showLocal(at, 'WIB'), first: after(first?.at), end: after(end) };
      return { kind, reference, who: first?.by, ...times };
    });
}
