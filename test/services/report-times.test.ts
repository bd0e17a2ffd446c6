import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  clockOf,
  erasedAt,
  newReport,
  openReminders,
  type Report,
} from '../../src/domain/reports/report.ts';
import { isoOf } from '../../src/domain/time/calendar.ts';
import { endReminders } from '../../src/services/actions/prepare-report.ts';
import { findReport, reportToken } from '../../src/services/reports/report-link.ts';
import { dueAt, dueReminders, expireReports } from '../../src/services/reports/report-reminders.ts';
import { aTurnWith } from '../support/report-stage.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
/** Monday, 23 November 2026, 09.00 in Jakarta. */
const MONDAY = Date.UTC(2026, 10, 23, 2);
const at = (day: number, hour: number, zone = 7) => Date.UTC(2026, 10, day, hour - zone);

function aReport(changes: Partial<Report> = {}): Report {
  const base = { ...newReport('L1', 'hate', MONDAY), preparedAt: MONDAY, wantsReminders: true };
  return { ...base, ...changes };
}

test('a report can be filed for seven days, until the office closes there', () => {
  expect(clockOf(aReport()).deadlineAt).toBe(at(30, 16));
  expect(clockOf(aReport({ province: 'Papua' })).deadlineAt).toBe(at(30, 16, 9));
  expect(clockOf(aReport({ province: 'Bali' })).deadlineAt).toBe(at(30, 16, 8));
  const known = { day: '2026-11-20', said: 'Jumat' };
  expect(clockOf(aReport({ known })).deadlineAt).toBe(at(27, 16));
  expect(clockOf(aReport({ when: known })).deadlineAt).toBe(at(27, 16));
  const ahead = { day: '2026-12-24', said: 'nanti' };
  expect(clockOf(aReport({ known: ahead })).deadlineAt).toBe(at(30, 16));
});

test('in a general election only working days count', () => {
  const election = clockOf(aReport({ account: 'Caleg membagi uang' }));
  expect(election.countsWorkdays).toBe(true);
  expect(election.deadlineAt).toBe(at(32, 16)); // Wednesday, 2 December
  expect(clockOf(aReport({ account: 'Calon bupati membagi uang' })).countsWorkdays).toBe(false);
});

test('reminders come two days before, one day before and on the last morning', () => {
  expect(openReminders(aReport())).toEqual([at(28, 8), at(29, 8), at(30, 7)]);
  expect(openReminders(aReport({ reminded: 2 }))).toEqual([at(30, 7)]);
  for (const none of [{ isFiled: true }, { wantsReminders: false }, { preparedAt: undefined }]) {
    expect(openReminders(aReport(none as Partial<Report>))).toEqual([]);
  }
});

test('a reminder is due from its time until the deadline, and no longer', () => {
  const due = (now: number) => dueReminders({ reports: [aReport()] }, now).length;
  expect([at(28, 8) - 1, at(28, 8)].map(due)).toEqual([0, 1]);
  expect([at(30, 16), at(30, 16) + 1].map(due)).toEqual([1, 0]);
});

test('a report goes its days after the deadline, a draft three days after its last change', () => {
  const report = aReport();
  const end = at(30, 16) + 14 * DAY;
  expect(erasedAt(report, 14)).toBe(end);
  expect(expireReports({ reports: [report] }, end - 1, 14).reports).toHaveLength(1);
  expect(expireReports({ reports: [report] }, end, 14)).toEqual({});
  const late = aReport({ preparedAt: at(30, 20) });
  expect(erasedAt(late, 14)).toBe(at(30, 20) + 14 * DAY);
  const { preparedAt: _, ...draft } = aReport({ changedAt: MONDAY + 5 });
  expect(erasedAt(draft, 14)).toBe(MONDAY + 5 + 3 * DAY);
});

test('what has to be done with reports next is a reminder or their end', () => {
  expect(dueAt({}, 14)).toBeNull();
  expect(dueAt({ reports: [aReport()] }, 14)).toBe(at(28, 8));
  expect(dueAt({ reports: [aReport({ reminded: 3 })] }, 14)).toBe(at(30, 16) + 14 * DAY);
  const { preparedAt: _, ...draft } = aReport();
  expect(dueAt({ reports: [aReport(), draft] }, 14)).toBe(MONDAY + 3 * DAY);
});

test('a reminder whose time has come does not come again', () => {
  const [kept] = expireReports({ reports: [aReport()] }, at(29, 8), 14).reports ?? [];
  expect(kept?.reminded).toBe(2);
  const { preparedAt: _, ...draft } = aReport({ known: { day: '2026-11-17', said: 'Selasa' } });
  expect(expireReports({ reports: [draft] }, MONDAY + DAY, 14).reports?.[0]?.reminded).toBe(0);
  expect([expireReports({}, MONDAY, 14), dueReminders({}, MONDAY)]).toEqual([{}, []]);
});

const sign = (text: string) => createHmac('sha256', 'key').update(text).digest('base64url');

function aDesk(reports: Report[], changes = {}) {
  const profile = { language: 'jv', reports, ...changes };
  const readTurn = async (citizen: string) => (citizen === 'c1' ? { profile } : undefined);
  return { store: { turns: { readTurn } }, sign } as unknown as Parameters<typeof findReport>[0];
}

test('a link to a report can be followed for three days, while the report is there and ready', async () => {
  const report = aReport();
  const token = reportToken(sign, { citizen: 'c1', id: 'L1', now: MORNING });
  const find = (now: number, reports = [report]) => findReport(aDesk(reports), token, now);
  expect(await find(MORNING + 3 * DAY - 1)).toEqual({ report, language: 'jv' });
  expect(await find(MORNING + 3 * DAY)).toBeUndefined();
  expect(await find(MORNING, [])).toBeUndefined();
  const { preparedAt: _, ...draft } = report;
  expect(await find(MORNING, [draft])).toBeUndefined();
  const others = [aReport({ id: 'L0' }), report];
  expect((await find(MORNING, others))?.report.id).toBe('L1');
  expect(await find(MORNING, [aReport({ id: 'L0' })])).toBeUndefined();
  const nobody = { turns: { readTurn: async () => ({ profile: { language: 'id' } }) } };
  const desk = { ...aDesk([]), store: nobody } as unknown as Parameters<typeof findReport>[0];
  expect(await findReport(desk, token, MORNING)).toBeUndefined();
  const restricted = aDesk([report], { isRestricted: true });
  expect(await findReport(restricted, token, MORNING)).toBeUndefined();
});

test('a link that we have not signed, or that was changed, leads nowhere', async () => {
  const desk = aDesk([aReport()]);
  const token = reportToken(sign, { citizen: 'c1', id: 'L1', now: MORNING });
  const [said = '', signature = ''] = token.split('.');
  const other = Buffer.from(JSON.stringify(['c1', 'L1', MORNING + 9 * DAY])).toString('base64url');
  for (const forged of [
    said,
    `${said}.`,
    `${said}.${signature.slice(0, -1)}`,
    `${other}.${signature}`,
    `${token}.x`,
    '',
    `${'x'.repeat(400)}.${sign('x'.repeat(400))}`,
  ]) {
    expect(await findReport(desk, forged, MORNING)).toBeUndefined();
  }
  const stranger = reportToken(sign, { citizen: 'c2', id: 'L1', now: MORNING });
  expect(await findReport(desk, stranger, MORNING)).toBeUndefined();
});

test('a holiday puts the last working day off by a day, and no calendar day', () => {
  const known = { day: '2026-12-21', said: '21 Desember' };
  const startedAt = Date.UTC(2026, 11, 21, 3);
  const last = (account: string) => isoOf(clockOf(aReport({ startedAt, known, account })).day);
  expect(last('Caleg membagi uang')).toBe('2026-12-31');
  expect(last('Calon bupati membagi uang')).toBe('2026-12-28');
});

test('who says that a report is filed has filed what is prepared, not what they are still writing', async () => {
  const draft = aReport({ id: 'L2', preparedAt: undefined });
  const turn = aTurnWith([aReport(), draft]);
  await endReminders.run({}, turn, { chosen: 'filed' });
  expect(turn.profile.reports).toEqual([
    { ...aReport(), isFiled: true, wantsReminders: false },
    draft,
  ]);
});
