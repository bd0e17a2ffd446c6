import type { Report } from '../reports/report.ts';
import type { ReportMask } from './report-referral.ts';

export const BLACKED_OUT = '[dihitamkan]';

/** Longest words that can be blacked out, in characters. */
export const MAX_HIDDEN = 80;

const FIELDS = ['account', 'place', 'suspect', 'link', 'witnesses'] as const;

/** Finds whole words in a citizen's report, ignoring case. */
export function placesOf(
  report: Pick<Report, (typeof FIELDS)[number] | 'handOver'>,
  words: string,
): ReportMask[] {
  const replies = report.handOver?.replies ?? [];
  return [
    ...FIELDS.flatMap((field) =>
      spansOf(report[field] ?? '', words).map((span) => ({ field, ...span })),
    ),
    ...replies.flatMap(({ text }, reply) =>
      spansOf(text, words).map((span) => ({ field: 'reply' as const, reply, ...span })),
    ),
  ];
}

/** Returns a field of a report with the hidden words blacked out. */
export function blackOut(
  text: string,
  masks: readonly ReportMask[],
  { field, reply }: Pick<ReportMask, 'field' | 'reply'>,
): string {
  const own = masks.filter((mask) => mask.field === field && mask.reply === reply);
  let shown = text;
  for (const { at, length } of own.toSorted((a, b) => b.at - a.at)) {
    shown = `${shown.slice(0, at)}${BLACKED_OUT}${shown.slice(at + length)}`;
  }
  return shown;
}

/** Adds masks to others; those that overlap become one, in the place of the first. */
export function joinMasks(known: readonly ReportMask[], more: readonly ReportMask[]): ReportMask[] {
  let all = [...known];
  for (const mask of more) {
    const met = all.filter((each) => overlaps(each, mask));
    const at = Math.min(mask.at, ...met.map((each) => each.at));
    const end = Math.max(...[mask, ...met].map((each) => each.at + each.length));
    const whole = { ...mask, at, length: end - at };
    const left = all.map((each) => (each === met[0] ? whole : each));
    all = met.length === 0 ? [...all, whole] : left.filter((each) => !met.includes(each));
  }
  return all;
}

function overlaps(one: ReportMask, other: ReportMask): boolean {
  const isSameField = one.field === other.field && one.reply === other.reply;
  return isSameField && one.at < other.at + other.length && other.at < one.at + one.length;
}

function spansOf(text: string, words: string): { at: number; length: number }[] {
  const pattern = words.split(/\s+/).map(RegExp.escape).join('\\s{1,5}');
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu');
  return [...text.matchAll(whole)].map(({ 0: found, index: at }) => ({ at, length: found.length }));
}
