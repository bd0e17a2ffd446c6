import { expect, test } from 'vitest';
import {
  type DeskStep,
  isDecided,
  stateOfReportReferral,
  threatOfReport,
} from '../../src/domain/partners/report-referral.ts';
import {
  agreementWith,
  newReport,
  type Report,
  repliesFor,
  reportThreats,
} from '../../src/domain/reports/report.ts';
import { MORNING } from '../support/stage.ts';

const desk = { at: MORNING, by: 'rina' };
const asked: DeskStep = { type: 'asked', ...desk, question: 'Di mana?' };
const declined: DeskStep = { type: 'declined', ...desk, reason: 'Sudah ditangani.' };
const passed: DeskStep = { type: 'passed', ...desk, answerMs: 1000 };
const handOver = { organisation: 'polri', agreedAt: MORNING, version: 1, replies: [] };

/** A report that its citizen lets go to the police and to Komdigi, with their answers by question. */
function answered(...replies: { question: number; partner?: string }[]): Report {
  const given = replies.map((reply, at) => ({ text: `Jawaban ${at}`, at: MORNING, ...reply }));
  const others = [{ organisation: 'komdigi', isFull: false }];
  return { ...newReport('L1', 'hate', MORNING), handOver: { ...handOver, others, replies: given } };
}

function stateAt(steps: DeskStep[], report: Report, organisation = 'polri') {
  return stateOfReportReferral({ steps, organisation }, report);
}

test('a question is open until just it was answered', () => {
  expect(stateAt([], answered())).toBe('waiting');
  expect(stateAt([asked], answered())).toBe('asked');
  expect(stateAt([asked], answered({ question: 0 }))).toBe('waiting');
  expect(stateAt([asked, asked], answered({ question: 0 }))).toBe('asked');
  expect(stateAt([asked, asked], answered({ question: 0 }, { question: 1 }))).toBe('waiting');
});

test('an answer about one partner answers no question about another', () => {
  const report = answered({ question: 0, partner: 'komdigi' });
  expect(stateAt([asked], report)).toBe('asked');
  expect(stateAt([asked], report, 'komdigi')).toBe('waiting');
});

test('passing on and declining are final, a question is not', () => {
  expect(stateAt([asked, passed], answered())).toBe('passed');
  expect(stateAt([declined], answered())).toBe('declined');
  expect([[], [asked], [passed], [declined]].map((steps) => isDecided({ steps }))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('each partner reads the answers that were given about the referral to it, by their place among all', () => {
  const report = answered({ question: 0 }, { question: 0, partner: 'komdigi' }, { question: 1 });
  expect(repliesFor(report, 'polri').map(({ index }) => index)).toEqual([0, 2]);
  expect(repliesFor(report, 'komdigi').map(({ index }) => index)).toEqual([1]);
  expect(repliesFor(report, 'bawaslu')).toEqual([]);
});

test('a citizen agreed to the partners that were named, and to no other', () => {
  expect(agreementWith(answered(), 'polri')).toMatchObject({ organisation: 'polri' });
  expect(agreementWith(answered(), 'komdigi')).toEqual({ organisation: 'komdigi', isFull: false });
  expect(agreementWith(answered(), 'bawaslu')).toBeUndefined();
  expect(agreementWith(newReport('L1', 'hate', MORNING), 'polri')).toBeUndefined();
});

test('each report looks for a partner by a harm of its own', () => {
  expect(Object.fromEntries(reportThreats.map((each) => [each, threatOfReport(each)]))).toEqual({
    'election-breach': 'pelanggaran_pemilu',
    hate: 'ujaran_kebencian',
    bullying: 'perundungan',
    violence: 'kekerasan',
    scam: 'penipuan',
    'public-hoax': 'gangguan_informasi',
  });
});
