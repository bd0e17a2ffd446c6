import { putRight } from './put-right.ts';
import type { Report } from './report.ts';

/** The report whose packet was made within the last hour, unless partners were promised it as it was. */
export function lastPrepared(reports: readonly Report[] = [], now = 0): Report | undefined {
  return reports.findLast(
    ({ preparedAt, handOver }) => preparedAt !== undefined && now - preparedAt < HOUR && !handOver,
  );
}

/** Whether a text puts a report right, or tells of a number, an account or a page in it. */
export function addsTo(report: Report, text: string, now: number): boolean {
  const said = text.trim();
  return TOLD.test(said) || NUMBER.test(said) || putRight(report, said, now) !== undefined;
}

const HOUR = 3_600_000;
const NUMBER = /^\+?\d[\d .-]{6,20}$/;
const TOLD =
  /^(?:(?:eh|ini|oh|iya|maaf|lupa|tambah(?:an)?)[ ,]+){0,3}(?:no|nomor|nomer|nmr|rek|rekening|akun|link|saksi)(?:nya)?\b.{0,40}?(?:\d{6}|@\w|\w\.\w\w)/i;
