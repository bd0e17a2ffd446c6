import { expect, test } from 'vitest';
import { readReportForm } from '../../src/domain/reports/report-form.ts';

const filled = {
  form: 'report',
  threat: 'violence',
  account: ' Saya dipukul\ndi pasar ',
  day: '2026-11-20',
  province: 'Bali',
  evidence: 'foto',
  reporter: '',
  reminds: 'true',
  identity: 'aaaa',
  reminders: '',
};
const read = (changes: object) => readReportForm(JSON.stringify({ ...filled, ...changes }));

test('a form is read as it was filled in, trimmed', () => {
  expect(read({})).toEqual({ ...filled, account: 'Saya dipukul\ndi pasar' });
});

test('a field of the wrong kind was left blank', () => {
  expect(
    read({ day: '2026-02-30', province: 'Atlantis', evidence: 7, account: null }),
  ).toMatchObject({
    day: '',
    province: '',
    evidence: '',
    account: '',
    threat: 'violence',
  });
});

test('reminders come only to who ticked them', () => {
  expect(read({ reminds: true })?.reminds).toBe(true);
  for (const reminds of [false, 'false', 1, undefined]) {
    expect(read({ reminds })?.reminds).toBeUndefined();
  }
});

test('signs that nobody sees are taken out, line breaks stay', () => {
  expect(read({ account: 'a\u202eb\u0000c\u200bd\ne' })?.account).toBe('abcd\ne');
});

test('another form, another subject and no JSON are no report', () => {
  expect([read({ form: 'survey' }), read({ threat: 'gossip' }), readReportForm('{')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
