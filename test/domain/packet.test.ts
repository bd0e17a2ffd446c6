import { expect, test } from 'vitest';
import {
  checkReport,
  hasDeadline,
  markAnswered,
  missingOf,
  nextQuestion,
  requirements,
} from '../../src/domain/reports/completeness.ts';
import { destinationsOf, hasPublicLink } from '../../src/domain/reports/destinations.ts';
import {
  clockOf,
  erasedAt,
  newReport,
  openReminders,
  type Report,
  reportQuestions,
  reportThreats,
} from '../../src/domain/reports/report.ts';
import table from '../../src/domain/reports/requirements.json' with { type: 'json' };
import { provinceNames } from '../../src/domain/text/province.ts';
import { zoneOf } from '../../src/domain/time/clock-zone.ts';
import { findDanger } from '../../src/triage/urgency/danger-signs.ts';

const NOW = Date.parse('2026-11-24T08:00:00+07:00');
const DAY = 86_400_000;
const far = { isElectionNear: false };
const near = { isElectionNear: true };

function aReport(changes: Partial<Report> = {}): Report {
  return { ...newReport('L1', 'election-breach', NOW), ...changes };
}

const whole = aReport({
  account: 'Uang dibagikan',
  when: { day: '2026-11-23', said: 'kemarin' },
  known: { day: '2026-11-23', said: 'kemarin' },
  place: 'Makassar',
  province: 'Sulawesi Selatan',
  suspect: 'Tim calon',
  evidence: [{ kind: 'image', sha256: 'a'.repeat(64), receivedAt: NOW }],
  reporter: { agreedAt: NOW, version: 1, name: 'Sitti', address: 'Jalan Contoh 1' },
});

test('a whole report lacks nothing at Bawaslu', () => {
  expect(missing(checkReport(whole, 'bawaslu-report', NOW))).toEqual([]);
});

test.each([
  ['account', 'account'],
  ['when', 'when'],
  ['known', 'in-time'],
  ['place', 'place'],
  ['suspect', 'suspect'],
] as const)('a report without %s lacks %s', (field, need) => {
  const { [field]: _, ...rest } = whole;
  expect(missing(checkReport(rest as Report, 'bawaslu-report', NOW))).toEqual([need]);
});

test('a report without evidence or reporter lacks them', () => {
  const bare = { ...whole, evidence: [], reporter: { agreedAt: NOW, version: 1 } };
  expect(missing(checkReport(bare, 'bawaslu-report', NOW))).toEqual([
    'name',
    'address',
    'evidence',
  ]);
});

test.each([
  ['Aceh', '2026-11-30T16:00:00+07:00'],
  ['Sulawesi Selatan', '2026-11-30T16:00:00+08:00'],
  ['Papua Tengah', '2026-11-30T16:00:00+09:00'],
])('in %s the last moment is %s', (province, time) => {
  expect(clockOf({ ...whole, province }).deadlineAt).toBe(Date.parse(time));
  const at = Date.parse(time);
  const report = { ...whole, province };
  expect(missing(checkReport(report, 'bawaslu-report', at))).toEqual([]);
  expect(missing(checkReport(report, 'bawaslu-report', at + 1))).toEqual(['in-time']);
});

test('every province has its time zone', () => {
  const of = (name: string) => provinceNames.filter((each) => zoneOf(each) === name).length;
  expect([of('WIB'), of('WITA'), of('WIT')]).toEqual([18, 12, 8]);
});

test('what is not known counts from the earliest day that it can be', () => {
  const { known: _, ...unknown } = whole;
  expect(clockOf(unknown).deadlineAt).toBe(Date.parse('2026-11-30T16:00:00+08:00'));
  expect(clockOf(aReport()).deadlineAt).toBe(Date.parse('2026-12-01T16:00:00+07:00'));
});

test('a day that is still to come does not put off the deadline', () => {
  const ahead = { ...whole, known: { day: '2026-12-24', said: 'nanti' } };
  expect(clockOf(ahead).deadlineAt).toBe(Date.parse('2026-12-01T16:00:00+08:00'));
});

test('reminders come on the fifth day, the sixth and the last morning, to whom they were promised', () => {
  const made = { ...whole, preparedAt: NOW, wantsReminders: true };
  expect(openReminders(made).map((at) => new Date(at).toISOString())).toEqual([
    '2026-11-28T00:00:00.000Z',
    '2026-11-29T00:00:00.000Z',
    '2026-11-29T23:00:00.000Z',
  ]);
  expect(openReminders({ ...made, reminded: 2 })).toHaveLength(1);
  expect(openReminders({ ...made, isFiled: true })).toEqual([]);
  expect(openReminders({ ...made, wantsReminders: false })).toEqual([]);
  expect(openReminders({ ...whole, wantsReminders: true })).toEqual([]);
});

test('a general election counts working days, a regional one and an unnamed one calendar days', () => {
  const known = { day: '2026-11-20', said: 'Jumat' };
  const lastDay = (account: string) => clockOf({ ...whole, known, account });
  expect(lastDay('Caleg DPR membagikan uang')).toMatchObject({ countsWorkdays: true });
  const workdays = lastDay('Caleg DPR membagikan uang').deadlineAt;
  expect(workdays).toBe(Date.parse('2026-12-01T16:00:00+08:00'));
  for (const account of ['Calon bupati membagikan uang', 'Uang dibagikan']) {
    expect(lastDay(account).deadlineAt).toBe(Date.parse('2026-11-27T16:00:00+08:00'));
  }
});

test('a draft ends after three days, a report some days after its deadline', () => {
  expect(erasedAt(aReport(), 14)).toBe(NOW + 3 * DAY);
  const made = { ...whole, preparedAt: NOW };
  expect(erasedAt(made, 14)).toBe(clockOf(made).deadlineAt + 14 * DAY);
  const late = { ...made, known: { day: '2026-01-01', said: 'dulu' } };
  expect(erasedAt(late, 14)).toBe(NOW + 14 * DAY);
});

test('a report goes where it can be acted on', () => {
  const link = 'https://medsos.example/p/1';
  const hoax = aReport({ threat: 'public-hoax' });
  expect(destinationsOf(hoax, near)).toEqual([]);
  expect(destinationsOf({ ...hoax, link }, far)).toEqual(['komdigi-content']);
  const vote = { ...hoax, link, isOfVote: true };
  expect(destinationsOf(vote, near)).toEqual(['bawaslu-hoax', 'komdigi-content']);
  expect(destinationsOf(vote, far)).toEqual(['komdigi-content', 'bawaslu-hoax']);
  const hate = aReport({ threat: 'hate', link: 'akun @contoh' });
  expect(destinationsOf(hate, far)).toEqual(['komdigi-content', 'police']);
  expect(destinationsOf({ ...hate, isOfVote: true }, far)[0]).toBe('bawaslu-report');
  const scam = aReport({ threat: 'scam', link: '0812 3456 7890' });
  expect(destinationsOf(scam, far)).toEqual(['iasc', 'komdigi-number', 'police-cyber']);
  expect(destinationsOf(aReport({ threat: 'violence' }), far)).toEqual(['police']);
});

test.each(reportThreats)('a report of %s asks each question once and comes to an end', (threat) => {
  let report = newReport('L1', threat, NOW);
  const asked: string[] = [];
  for (let question = nextQuestion(report); question; question = nextQuestion(report)) {
    asked.push(question);
    report = markAnswered(report, question);
    if (asked.length > reportQuestions.length) break;
  }
  const name = threat === 'election-breach' ? ['name'] : [];
  expect(asked).toEqual(['account', 'when', 'evidence', ...name]);
});

test('danger and children are heard of in a story, a heated one is not danger', () => {
  expect(findDanger('dia mau membunuh saya')).toBe('danger');
  expect(findDanger('mereka membawa parang ke posko')).toBe('danger');
  expect(findDanger('anak saya dihina di grup')).toBe('child');
  expect(findDanger('siswi SMP itu menangis, umurnya 13 tahun')).toBe('child');
  expect(findDanger('calon itu membunuh harapan rakyat')).toBeUndefined();
  expect(findDanger('sudah 15 tahun jalan kami rusak')).toBeUndefined();
});

function missing({ formal, material }: ReturnType<typeof checkReport>) {
  return [...formal, ...material].filter(({ isMet }) => !isMet).map(({ need }) => need);
}

test('every requirement in the table of destinations is one that a report can meet', () => {
  const asked = Object.values(table.destinations).flatMap(({ formal, material }) => [
    ...formal,
    ...material,
  ]);
  expect(new Set(asked).difference(new Set(requirements as readonly string[]))).toEqual(new Set());
});

const LINK = 'https://medsos.example/p/1';

test.for([
  ['election-breach', {}, ['bawaslu-report']],
  ['hate', {}, ['komdigi-content', 'police']],
  ['hate', { isOfVote: true }, ['bawaslu-report', 'komdigi-content', 'police']],
  ['bullying', {}, ['komdigi-content', 'police', 'police-cyber', 'kpai']],
  ['violence', {}, ['police', 'komdigi-content']],
  ['scam', {}, ['iasc', 'police', 'police-cyber', 'komdigi-content']],
  ['public-hoax', { isOfVote: true }, ['komdigi-content', 'bawaslu-hoax']],
] as const)(
  'who can be seen doing %s (%j) is reported to %j, in this order',
  ([threat, more, all]) => {
    expect(destinationsOf(aReport({ threat, link: LINK, ...more }), far)).toEqual(all);
  },
);

test('bullying and breaches of the election go to those who act on them', () => {
  const link = 'https://medsos.example/p/1';
  expect(destinationsOf(aReport({ threat: 'bullying', link }), far)).toEqual([
    'komdigi-content',
    'police',
    'police-cyber',
    'kpai',
  ]);
  expect(destinationsOf(aReport({ link }), far)).toEqual(['bawaslu-report']);
  expect(destinationsOf(aReport({ threat: 'hate', link }), far)).not.toContain('bawaslu-report');
});

test.each([
  ['0812 3456 7890', 'komdigi-number'],
  ['08123456', 'police'],
  ['rekening 1234-5678-90', 'komdigi-number'],
  ['lantai 12 nomor 3', 'police'],
  ['', 'police'],
])('a scam with %j goes to %s', (link, to) => {
  expect(destinationsOf(aReport({ threat: 'scam', link }), far)[1]).toBe(to);
});

test.each([
  ['http://contoh.example', true],
  ['www.contoh', true],
  ['bit.ly/abc', true],
  ['akun @ab', true],
  ['grup WhatsApp RT', false],
  ['surel a@contoh.example', false],
  ['jam 5.30 besok @', false],
  [undefined, false],
])('%j is open to the public: %s', (link, isPublic) => {
  expect(hasPublicLink(aReport({ ...(link !== undefined && { link }) }))).toBe(isPublic);
});

test.each([
  ['0812-3456', true],
  ['12 34 56', true],
  ['12345', false],
  ['tidak tahu', false],
  [undefined, false],
])('%j is the number of a telephone or an account: %s', (link, isMet) => {
  const scam = aReport({ threat: 'scam', ...(link !== undefined && { link }) });
  const { material } = checkReport(scam, 'komdigi-number', NOW);
  expect(material).toContainEqual({ need: 'number', isMet });
});

test('the day and the place are asked for as long as the deadline needs them', () => {
  const when = { day: '2026-11-23', said: 'kemarin' };
  const [place, province] = ['Makassar', 'Sulawesi Selatan'];
  expect(missingOf(aReport())).toBe('when-place');
  expect(missingOf(aReport({ when: { said: 'lupa' }, place, province }))).toBe('when');
  expect(missingOf(aReport({ when }))).toBe('place');
  expect(missingOf(aReport({ when, place }))).toBe('place');
  expect(missingOf(aReport({ when, province }))).toBe('place');
  expect(missingOf(aReport({ when, place, province }))).toBeUndefined();
  expect(missingOf(aReport({ threat: 'scam' }))).toBe('when');
  expect(missingOf(aReport({ threat: 'scam', when }))).toBeUndefined();
});

test('only what Bawaslu decides has a deadline, a hoax about the vote has none', () => {
  expect(hasDeadline(aReport())).toBe(true);
  expect(hasDeadline(aReport({ threat: 'hate', isOfVote: true }))).toBe(true);
  expect(hasDeadline(aReport({ threat: 'hate' }))).toBe(false);
  expect(hasDeadline(aReport({ threat: 'public-hoax', isOfVote: true }))).toBe(false);
});

test('a question is put again as long as a part of its answer is missing', () => {
  const settled = ['account', 'when', 'known'] as const;
  expect(nextQuestion(aReport({ settled: [...settled] }))).toBe('when');
  expect(nextQuestion(aReport({ settled: [...settled, 'place'] }))).toBe('evidence');
});
