import { HOUR } from '../time/jakarta-day.ts';
import { putRight } from './put-right.ts';
import { readDetails } from './read-told.ts';
import type { Report } from './report.ts';

/** The report whose packet was made within the last hour, unless partners were promised it as it was. */
export function lastPrepared(reports: readonly Report[] = [], now = 0): Report | undefined {
  return reports.findLast(
    ({ preparedAt, handOver }) => preparedAt !== undefined && now - preparedAt < HOUR && !handOver,
  );
}

/** The report with what a text tells of a number, an account or a page, without the reporter where it says so, or put right; undefined if it says nothing of it. */
export function withAddition(report: Report, text: string, now: number): Report | undefined {
  const said = text.trim();
  const { reporter, ...nameless } = report;
  if (reporter && NAMELESS.test(said)) return nameless;
  const righted = putRight(report, said, now);
  return (
    righted ?? (TOLD.test(said) || NUMBER.test(said) ? readDetails(report, said, now) : undefined)
  );
}

const NAMELESS =
  /\b(?:hapus|hilang(?:kan|in)|buang|jangan|jgn|ga|gak|nggak|tidak) ?(?:usah )?(?:di)?(?:tulis|sebut|cantum\w*|pakai|pake)?\b.{0,12}\bnama(?:ku| saya| gue| gw| aku)?\b/i;
const NUMBER = /^\+?\d[\d .-]{6,20}$/;
const TOLD =
  /^(?:(?:eh|ini|oh|iya|maaf|lupa|tambah(?:an)?)[ ,]+){0,3}(?:no|nomor|nomer|nmr|rek|rekening|akun|link|saksi)(?:nya)?\b.{0,40}?(?:\d{6}|@\w|\w\.\w\w)/i;
