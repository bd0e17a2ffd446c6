import { expect, test } from 'vitest';
import { changeFactCheck } from '../../src/domain/fact-checks/change-fact-check.ts';
import { citedBy, withCopies } from '../../src/domain/fact-checks/citation.ts';
import { type FactCheck, factCheckSchema } from '../../src/domain/fact-checks/fact-check.ts';
import {
  authorsOf,
  type PublishedFactCheck,
} from '../../src/domain/fact-checks/published-fact-check.ts';
import { answerOf, isSigned, type Signing } from '../../src/domain/fact-checks/signing.ts';
import { hostsOf, ownerOf } from '../../src/domain/fact-checks/source-hosts.ts';
import { aFactCheck } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';

const LATER = MORNING + 1000;
const signatories = [{ id: 'kpu', name: 'KPU', at: MORNING }];
const article = { url: 'https://media.example/a', citations: [] };

/** What a source says of a known fact-check now. */
function stated(known: PublishedFactCheck, changes: Partial<FactCheck> = {}): FactCheck {
  return factCheckSchema.parse({ ...known, ...changes });
}

test('what was withdrawn stays withdrawn, whatever a source says of it', () => {
  const known = aFactCheck({ retracted: 'Keliru' });
  for (const changes of [{}, { verdict: 'benar' as const }, { title: 'Judul lain' }]) {
    const change = changeFactCheck(known, stated(known, changes), LATER);
    expect(change).toEqual({ type: 'same', factCheck: known });
  }
});

test.for<Partial<FactCheck>>([
  { verdict: 'benar' },
  { summary: 'Bank tutup tiga hari menurut otoritasnya.' },
  { explanation: 'Penjelasan lain' },
  { claim: 'Klaim lain' },
  { title: 'Judul lain' },
  { article: 'Artikel lain' },
  { org: 'Lain' },
  { url: 'https://lain.example/a' },
  { citations: [{ url: 'https://sumber.example/b' }] },
  { noSource: 'Sumbernya tidak boleh disebut' },
])('without the signatures of all nobody changes %j of a joint statement', (changes) => {
  const known = aFactCheck({ signatories, ...article });
  expect(changeFactCheck(known, stated(known, changes), LATER).type).toBe('same');
});

test('what was signed again is a correction with the new signatures, though it says the same', () => {
  const known = aFactCheck({ signatories, version: 2 });
  const fresh = [{ id: 'kpu', name: 'KPU', at: LATER }];
  const change = changeFactCheck(known, stated(known), LATER, fresh);
  expect(change).toMatchObject({
    type: 'corrected',
    factCheck: { version: 3, signatories: fresh },
    announcement: { news: 'correction', version: 3 },
  });
});

test('where it came from and who signed it stays with a change of other words', () => {
  const from = { source: 'https://media.example/feed', at: MORNING };
  const known = aFactCheck({ signatories, from, narratives: ['Bank tutup'] });
  const change = changeFactCheck(known, stated(known, { narratives: ['Bank tutup lagi'] }), LATER);
  expect(change).toMatchObject({ type: 'changed', factCheck: { from, signatories } });
});

test('files that the desk has added stay where a source names none', () => {
  const files = [{ sha256: 'a'.repeat(64), kind: 'picture' as const }];
  const known = aFactCheck({ files });
  const { files: _, ...none } = stated(known, { title: 'Judul lain' });
  expect(changeFactCheck(known, none, LATER).factCheck.files).toEqual(files);
});

const yes = { answer: 'approved', note: '', by: 'sari', at: MORNING } as const;
const no = { ...yes, answer: 'declined', note: 'Tidak setuju' } as const;
const both = [
  { id: 'kpu', name: 'KPU' },
  { id: 'polri', name: 'Polri' },
];

function signing(...signings: NonNullable<Signing['signings']>): Signing {
  return { signatories: both, signings };
}

test('it is signed once all who are asked have approved it, by their last word, and still take part', () => {
  const active = new Set(['kpu', 'polri', 'bawaslu']);
  const kpu = { organisation: 'kpu', ...yes };
  const polri = { organisation: 'polri', ...yes };
  expect(isSigned(signing(kpu, polri), active)).toBe(true);
  expect(isSigned(signing(kpu), active)).toBe(false);
  expect(isSigned(signing(kpu, { ...polri, organisation: 'bawaslu' }), active)).toBe(false);
  expect(isSigned(signing(kpu, polri), new Set(['kpu']))).toBe(false);
  expect(isSigned(signing(kpu, polri, { ...no, organisation: 'polri' }), active)).toBe(false);
  expect(isSigned(signing(kpu, { ...no, organisation: 'polri' }, polri), active)).toBe(true);
  expect(answerOf(signing(kpu), 'polri')).toBeUndefined();
});

test('copies that were saved of a source stay with it, its words are those named now', () => {
  const copy = { sha256: 'b'.repeat(64), mime: 'text/html', size: 9, at: MORNING };
  const known = [
    { url: 'https://a.example/1', title: 'Lama', quote: 'Kutipan', seenOn: '2026-01-02', copy },
    { url: 'https://a.example/2', wayback: 'https://web.archive.example/2' },
  ];
  const named = [{ url: 'https://a.example/1', title: 'Baru' }, { url: 'https://a.example/3' }];
  expect(withCopies(named, known)).toEqual([
    { url: 'https://a.example/1', title: 'Baru', copy },
    { url: 'https://a.example/3' },
  ]);
});

test('the main source comes first, and once', () => {
  const [a, b] = [{ url: 'https://a.example/1' }, { url: 'https://a.example/2' }];
  expect(citedBy({ url: a.url, citations: [b] })).toEqual([a, b]);
  expect(citedBy({ url: b.url, citations: [a, b] })).toEqual([a, b]);
  expect(citedBy({})).toEqual([]);
});

test('a source brings articles of its own host and of those that an admin allowed, and owns its own', () => {
  const source = 'https://www.Media.example/feed';
  expect([...hostsOf({ source, hosts: ['anak.example'] })]).toEqual([
    'media.example',
    'anak.example',
  ]);
  expect([...hostsOf({ source: 'cek.csv' })]).toEqual([]);
  const from = { source, at: MORNING };
  expect(ownerOf({ url: 'https://lain.example/a', from })).toBe('lain.example');
  expect(ownerOf({ from })).toBe('media.example');
  expect(ownerOf({})).toBe('');
});

test('what nobody knew is new, and what says the same in another order is the same', () => {
  const known = aFactCheck();
  const fresh = changeFactCheck(undefined, stated(known), LATER, signatories);
  expect(fresh).toMatchObject({
    type: 'new',
    factCheck: { version: 1, changedAt: LATER, signatories },
  });
  expect(fresh).not.toHaveProperty('announcement');
  const turned = Object.fromEntries(Object.entries(stated(known)).toReversed());
  const same = changeFactCheck(known, { ...(turned as FactCheck), url: known.url }, LATER);
  expect(same).toEqual({ type: 'same', factCheck: known });
});

test('another verdict or summary is told to those who had the old one, another title is not', () => {
  const known = aFactCheck({ version: 3 });
  for (const changes of [
    { verdict: 'benar' as const },
    { summary: 'Ternyata lain sama sekali.' },
  ]) {
    const change = changeFactCheck(known, stated(known, changes), LATER);
    expect(change).toMatchObject({
      type: 'corrected',
      factCheck: { ...changes, version: 4, changedAt: LATER },
      announcement: { id: `${known.id}:4`, news: 'correction', factCheck: known.id, version: 4 },
    });
  }
  const change = changeFactCheck(known, stated(known, { title: 'Judul lain' }), LATER);
  expect(change).toMatchObject({
    type: 'changed',
    factCheck: { title: 'Judul lain', version: 3, changedAt: LATER },
  });
  expect(change).not.toHaveProperty('announcement');
});

test('a joint statement whose sources alone were saved since is changed without a signature', () => {
  const citations = [{ url: 'https://sumber.example/b' }];
  const known = aFactCheck({ signatories, citations });
  const copy = { sha256: 'b'.repeat(64), mime: 'text/html', size: 9, at: MORNING };
  const saved = stated(known, { citations: [{ url: 'https://sumber.example/b', copy }] });
  expect(changeFactCheck(known, saved, LATER)).toMatchObject({ type: 'changed' });
});

test('who says it are the organisation and those who have signed, each once', () => {
  expect(authorsOf({ org: 'Posko' })).toBe('Posko');
  const signed = [{ name: 'KPU' }, { name: 'Posko' }, { name: 'Polri' }];
  expect(authorsOf({ org: 'Posko', signatories: signed })).toBe('Posko, KPU, Polri');
});
