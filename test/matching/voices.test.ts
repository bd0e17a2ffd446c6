import { expect, test } from 'vitest';
import { compareField, readSent } from '../../src/matching/compare-field.ts';
import { readVoice } from '../../src/matching/compare-roles.ts';
import { FEATURE_NAMES, toFeatures } from '../../src/matching/judge.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { readQuery } from '../../src/matching/read-query.ts';
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

/** Whether it is another claim once Anies and Ganjar change places. */
function isOtherOnceSwapped(title: string): boolean {
  const text = title.replace(/Anies|Ganjar/g, (name) => (name === 'Anies' ? 'Ganjar' : 'Anies'));
  const library = new MatchIndex();
  library.put({ id: 'own', title, narratives: [text] });
  const sent = readSent(readQuery(library, { text }), false);
  const { conflicts } = compareField(library, sent, library.shelf.fieldRange(0)[0]);
  return conflicts.some(({ type }) => type === 'role');
}

test.each([
  'Anies melaporkan Ganjar soal sumur',
  'Anies kemarin pagi diam malam melaporkan Ganjar',
  'Anies melaporkan kemarin pagi diam malam Ganjar',
  'Menurut Anies sopir melaporkan Ganjar',
  'Anies pukul Ganjar soal sumur',
  'Anies pukul ke Ganjar',
  'Anies melaporkan kepada Ganjar',
  'Anies dilaporkan kepada Ganjar',
  'Anies dilaporkan kepada polisi oleh Ganjar',
  'Anies melaporkan sopir di Ganjar',
])('who does it matters: %s', (title) => {
  expect(isOtherOnceSwapped(title)).toBe(true);
});

test.each([
  ['far before the verb', 'Anies kemarin pagi diam malam hari melaporkan Ganjar'],
  ['far after the verb', 'Anies melaporkan kemarin pagi diam malam hari Ganjar'],
  ['not right before what may be a noun', 'Anies tiba pukul Ganjar'],
  ['not right after what may be a noun', 'Anies pukul sopir Ganjar'],
  ['in a clause before', 'Anies tiba karena melaporkan Ganjar'],
  ['in a clause after', 'Anies melaporkan sopir karena Ganjar'],
  ['a companion', 'Anies melaporkan sopir bersama Ganjar'],
  ['a goal before the verb', 'Kepada Anies sopir melaporkan Ganjar'],
  ['the object of another verb', 'Anies melaporkan lalu memarahi Ganjar'],
  ['doing it back', 'Anies melaporkan Ganjar lalu Ganjar melaporkan Anies'],
  ['without a verb', 'Anies tidak Ganjar'],
])('a name that is %s does nothing', (_, title) => {
  expect(isOtherOnceSwapped(title)).toBe(false);
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
