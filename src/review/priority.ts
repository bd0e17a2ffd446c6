import type { Case, Tip } from './case.ts';

/** How urgent a case is, with what makes it so; reasons are for reviewers, most telling first. */
export interface Priority {
  score: number;
  citizens: number;
  forwardingScore: number;
  waitedMs: number;
  reasons: string[];
}

const HOUR = 3_600_000;
/** WhatsApp marks a message "forwarded many times" from this score on. */
const MANY_TIMES = 5;
/** What can cost money, health or the vote goes before what cannot. */
const WEIGHT: Readonly<Record<string, number>> = { money: 3, health: 3, election: 3, safety: 4 };

/** Ranks a case by reach (citizens, forwards), harm (what worries them) and waiting time. */
export function priorityOf(found: Case, tips: readonly Tip[], now: number): Priority {
  const citizens = new Set(tips.map((tip) => tip.citizen ?? tip.id)).size;
  const forwardingScore = Math.max(0, ...tips.map((tip) => tip.forwardingScore));
  const waitedMs = now - found.openedAt;
  const worries = [...new Set(tips.flatMap((tip) => tip.worry ?? []))];
  const harm = Math.max(0, ...worries.map((worry) => WEIGHT[worry] ?? 0));
  const recent = tips.filter((tip) => tip.at > now - HOUR).length;
  const waiting = Math.min(6, waitedMs / (4 * HOUR));
  const spread = forwardingScore >= MANY_TIMES ? 4 : Math.min(2, forwardingScore);
  const score = 3 * Math.log2(1 + citizens) + spread + harm + Math.log2(1 + recent) + waiting;
  const reasons = [
    citizens > 1 ? `${citizens} warga bertanya` : '1 warga bertanya',
    ...(forwardingScore >= MANY_TIMES ? ['diteruskan berkali-kali'] : []),
    ...worries.filter((worry) => WEIGHT[worry]).map((worry) => `khawatir soal ${NAMES[worry]}`),
    ...(recent > 2 ? [`${recent} dalam sejam terakhir`] : []),
    ...(waitedMs > 4 * HOUR ? [`menunggu ${Math.round(waitedMs / HOUR)} jam`] : []),
  ];
  return { score: Math.round(score * 100) / 100, citizens, forwardingScore, waitedMs, reasons };
}

const NAMES: Readonly<Record<string, string>> = {
  money: 'uang',
  health: 'kesehatan',
  election: 'pemilu',
  safety: 'keamanan',
};
