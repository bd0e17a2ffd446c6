import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/domain/reports/report.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import {
  destinationText,
  helpLines,
  isVerified,
  readingOf,
} from '../../src/services/reports/report-contacts.ts';
import { draftOf, dropDraft, saveReport } from '../../src/services/reports/report-drafts.ts';
import { questionText } from '../../src/services/reports/report-questions.ts';
import { reportSheet, showReport } from '../../src/services/reports/report-sheet.ts';
import {
  aReport,
  aTurnWith,
  DAY,
  deps,
  NOW,
  script,
  TODAY,
  words,
} from '../support/report-stage.ts';

const reading = (now = NOW) => ({ script, language: 'id', now });

describe('whom to go to', () => {
  test('is told with the day that it was last right, unless that is long ago', () => {
    const verified = Date.parse('2026-11-01T08:00:00+07:00');
    const contacts = new Map(script.contacts);
    const police = { name: 'Polisi', text: { id: 'Datang.' } };
    contacts.set('police', { ...police, verified: '2026-11-01' });
    const at = (now: number) => ({ script: { ...script, contacts }, language: 'id', now });
    expect(destinationText(at(verified), 'police')).toBe(
      'Polisi. Datang. (Alamat dipastikan 1 November 2026.)',
    );
    expect(destinationText(at(verified + 200 * DAY), 'police')).toBe('Polisi. Datang.');
    contacts.set('police', police);
    const unsure = words('report.no-address');
    expect(destinationText(at(verified), 'police')).toBe(`Polisi. ${unsure}`);
    expect(isVerified({ ...script, contacts }, 'police')).toBe(false);
    contacts.delete('police');
    expect(destinationText(at(verified), 'police')).toBe(`police. ${unsure}`);
    expect(isVerified({ ...script, contacts }, 'police')).toBe(false);
    expect(isVerified({ ...script, contacts }, 'iasc')).toBe(true);
  });

  test('in any trouble has a line for each, the anti-scam centre among them', () => {
    const lines = helpLines(reading());
    expect(Object.keys(lines)).toContain('scamHelp');
    expect(lines.scamHelp).toContain('iasc.ojk.go.id');
    expect(lines.emergency).toContain('110');
    expect(readingOf({ script }, aTurnWith())).toEqual(reading());
  });
});

describe('the questions of a report', () => {
  const ask = (draft: Report, question: Parameters<typeof questionText>[2]) =>
    questionText({ deps, turn: aTurnWith() }, draft, question);

  test.each([
    ['hate', 'account', 'account-hate'],
    ['bullying', 'account', 'account'],
    ['scam', 'evidence', 'evidence-scam'],
    ['bullying', 'evidence', 'evidence'],
  ] as const)('of %s about %s are put as %s', (threat, question, key) => {
    expect(ask(aReport(threat), question)).toBe(words(`report.ask.${key}`));
  });

  test('ask for what is still missing of day and place, and less once files came', () => {
    expect(ask(aReport('hate'), 'when')).toBe(words('report.ask.when-place'));
    expect(ask(aReport('hate', { when: TODAY }), 'when')).toBe(words('report.ask.place'));
    const placed = { place: 'Ambon', province: 'Maluku' };
    expect(ask(aReport('hate', placed), 'when')).toBe(words('report.ask.when'));
    expect(ask(aReport('hate', { ...placed, when: TODAY }), 'when')).toBe(words('report.ask.when'));
    const settled = aReport('scam', { settled: ['evidence'] });
    expect(ask(settled, 'evidence')).toBe(words('report.ask.evidence-more'));
    expect(ask(settled, 'account')).toBe(words('report.ask.account'));
    expect(ask(aReport('hate'), 'name')).toContain('hapus 14 hari setelah tenggat');
  });
});

test('a report takes the place of the one with its number, and dropping a draft leaves the others', () => {
  const { preparedAt: _, ...draft } = aReport('hate', { id: 'L2' });
  const turn = aTurnWith([aReport('scam')]);
  expect(draftOf(turn)).toBeUndefined();
  saveReport(turn, draft);
  saveReport(turn, { ...draft, account: 'baru', changedAt: 0 });
  expect(turn.profile.reports?.map(({ id }) => id)).toEqual(['L1', 'L2']);
  expect(draftOf(turn)).toMatchObject({ id: 'L2', account: 'baru', changedAt: NOW });
  dropDraft(turn);
  expect(turn.profile).toMatchObject({ language: 'id', reports: [{ id: 'L1' }] });
  const nobody = aTurnWith();
  dropDraft(nobody);
  expect([nobody.profile.reports, draftOf(nobody)]).toEqual([undefined, undefined]);
});

test('on paper a report has what is in the chat, without marks of WhatsApp', () => {
  const sheet = (report: Report) => reportSheet(deps, 'id', showReport(deps, report, NOW));
  const sheetOfAll = sheet(
    aReport('election-breach', {
      ...{ known: TODAY, suspect: '*Tim*\n\ncalon' },
      reporter: { agreedAt: NOW, version: 1, name: 'Sitti' },
    }),
  );
  expect(sheetOfAll).toMatchObject({ id: 'L1', language: 'id', title: 'Laporan L1' });
  expect(sheetOfAll.notice).toContain('dengan bantuan Posko');
  expect(sheetOfAll.ways).toHaveLength(2);
  expect(sheetOfAll.ways[0]).toMatch(/^Tujuan: Bawaslu/);
  expect(sheetOfAll.ways[1]).toMatch(/^Tenggat: 1 Desember 2026, sebelum/);
  expect(sheetOfAll.fields.find(({ label }) => label.startsWith('Terlapor'))?.value).toBe(
    '*Tim*\n\ncalon',
  );
  expect(sheetOfAll.checks.title).toBe('Kelengkapan:');
  expect(sheetOfAll.checks.all).toHaveLength(8);
  expect(sheetOfAll.checks.all[0]).toEqual({ label: 'Nama pelapor', isMet: true });
  const hoax = sheet(aReport('public-hoax'));
  expect(hoax.ways).toEqual([words('report.nowhere').replaceAll('*', '').replace('\n\n', ' ')]);
  expect(hoax.checks.all).toEqual([]);
});

test('an election is near for a report where one is near in its province', () => {
  const election = { name: 'Pilkada Papua', at: NOW + DAY, region: 'Papua' };
  const settings = { ...defaultSettings, elections: [election] };
  const isNear = (province?: string) =>
    showReport({ settings }, aReport('hate', province === undefined ? {} : { province }), NOW)
      .surroundings.isElectionNear;
  expect([isNear('Papua'), isNear('Bali')]).toEqual([true, false]);
  expect(showReport(deps, aReport('hate'), NOW)).toMatchObject({ now: NOW, report: { id: 'L1' } });
});
