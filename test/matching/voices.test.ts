import { expect, test } from 'vitest';
import { readVoice } from '../../src/matching/compare-roles.ts';
import { FEATURE_NAMES, toFeatures } from '../../src/matching/judge.ts';
import { aCandidate, aConflict } from './tiers.ts';

/** How a verb names who does it: active or passive, "+" if its ending can make another verb of the root. */
function voiceOf(text: string, before?: string): string {
  const voice = readVoice(text, before);
  if (!voice) return '–';
  return `${voice.passive ? 'passive' : 'active'}${voice.raised ? '+' : ''}${voice.bare ? ' bare' : ''}`;
}

test.each([
  ['melaporkan', 'active+'],
  ['laporkan', 'active+'],
  ['laporin', 'active+'],
  ['memukul', 'active'],
  ['nyuruh', 'active'],
  ['dilaporkan', 'passive+'],
  ['dipukul', 'passive'],
  ['tertipu', 'passive'],
  ['kedatangan', 'passive'],
  ['serang', 'active bare'],
  ['kalah', 'active bare'],
  ['bertemu', '–'],
  ['melawan', '–'],
  ['pelaporan', '–'],
  ['laporannya', '–'],
  ['kemenangan', '–'],
  ['dan', '–'],
  ['video', '–'],
  ['gubernur', '–'],
])('the voice of %s: %s', (text, voice) => {
  expect(voiceOf(text)).toBe(voice);
});

test('the passive may be written apart', () => {
  expect(voiceOf('laporkan', 'di')).toBe('passive+');
  expect(voiceOf('laporkan', 'akan')).toBe('active+');
  expect(voiceOf('pukul', 'di')).not.toBe('passive');
});

/** The evidence of a disagreement. */
function evidence(...conflicts: ReturnType<typeof aConflict>[]): string[] {
  const { cover, comparison } = aCandidate('bank');
  const none = toFeatures(cover, { ...comparison, conflicts: [] }, { lead: 0, near: 0 });
  const row = toFeatures(cover, { ...comparison, conflicts }, { lead: 0, near: 0 });
  return FEATURE_NAMES.filter((_, at) => row[at] !== none[at]);
}

test.each([
  ['number', true, ['numberReplaced']],
  ['number', false, ['numberAdded']],
  ['name', true, ['nameReplaced']],
  ['place', true, ['nameReplaced']],
  ['name', false, ['nameAdded']],
  ['place', false, ['nameAdded']],
  ['negation', true, ['negation']],
  ['negation', false, []],
  ['other', false, ['otherReplaced']],
] as const)('a %s that differs, alone making another claim: %s', (type, grave, names) => {
  expect(evidence(aConflict({ type, grave }))).toEqual(names);
  expect(evidence(aConflict({ type, grave, unsure: true }))).toEqual([]);
});
