import type { Tipline } from '../../app/context.ts';
import type { Profile } from '../../domain/citizens/profile.ts';
import { spendReports } from '../../domain/citizens/trace.ts';
import type { Turn } from '../../ports/turn.ts';

const DAY = 86_400_000;
/** More than a day allows. */
const MOST = 200;

/** The profile in which today's tips, and reports begun at some times, stay spent when they are known no more. */
export async function spendToday(
  { store }: Pick<Tipline, 'store'>,
  { citizen, profile, now }: Pick<Turn, 'citizen' | 'profile' | 'now'>,
  begun: readonly number[],
): Promise<Profile> {
  const isToday = (at: number) => at > now - DAY;
  const tips = (await store.cases.tipsBy(citizen, MOST)).map(({ at }) => at).filter(isToday);
  const reports = begun.filter(isToday);
  const until = Math.max(0, ...tips, ...reports) + DAY;
  return spendReports(profile, { tips: tips.length, reports: reports.length, until }, now);
}
