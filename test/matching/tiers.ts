import type { Assessment } from '../../src/matching/assess.ts';
import type { Conflict } from '../../src/matching/conflict.ts';
import type { Ranking } from '../../src/matching/fuse.ts';
import { THRESHOLDS } from '../../src/matching/judge.ts';
import { MatchIndex } from '../../src/matching/match-index.ts';
import { type QueryWord, readQuery } from '../../src/matching/read-query.ts';

/** Three fact-checks that say false, one that says true, one that says neither, and one without a verdict. */
export const library = new MatchIndex({
  truthOf: (verdict) => ({ salah: 'false', penipuan: 'false', benar: 'true' })[verdict ?? ''],
});
const documents = [
  ['bridge', 'Foto jembatan Cimuntur roboh diterjang banjir kemarin', 'salah'],
  ['bank', 'Semua bank dan mesin ATM tutup sebulan', 'penipuan'],
  ['true', 'Jembatan Ciloseh diperbaiki pekan ini', 'benar'],
  ['open', 'Jalan tol Cipali ditutup karena longsor', 'belum'],
  ['flood', 'Banjir besar merendam bandara', 'salah'],
  ['bare', 'Pasar Minggu terbakar habis semalam', undefined],
] as const;
for (const [id, title, verdict] of documents) library.put({ id, title, verdict, narratives: [] });

export type Id = (typeof documents)[number][0];

/** How sure a candidate is, and what speaks against it. */
export interface Sureness {
  score?: number;
  topic?: number;
  rank?: number;
  retold?: number;
  found?: number;
  inOrder?: number;
  conflicts?: readonly Conflict[];
}

/** A candidate that would be answered, unless the changes say otherwise. */
export function aCandidate(id: Id, changes: Sureness = {}): Assessment {
  const { score = 0.9, topic = score, rank = score, retold, found = 2, ...compared } = changes;
  const { inOrder = 0.8, conflicts = [] } = compared;
  const slot = documents.findIndex(([each]) => each === id);
  const best = { field: 0, ofField: 1, found: 2, rarest: 1, numbers: 0 };
  const comparison = { field: 0, conflicts, rotated: [], inOrder, loose: 0 };
  return {
    ...{ slot, id, score, topic, rank, features: [], ...(retold !== undefined && { retold }) },
    cover: { slot, ofQuery: 1, found, missing: 0, best },
    comparison: { ...comparison, howTo: false, debunks: false, shared: 1 },
  };
}

/** A detail that disagrees. */
export function aConflict(changes: Partial<Conflict> = {}): Conflict {
  const places = { query: [0], field: [0] };
  return { type: 'number', how: 'replaced', ...places, weight: 1, grave: true, ...changes };
}

/** Candidates for what was read in one place. */
export function aRanking(
  ranked: readonly Assessment[],
  { source = 'typed', text = '' }: { source?: Ranking['source']; text?: string } = {},
): Ranking {
  return { source, words: wordsOf(text), isSeen: source === 'picture', differs: true, ranked };
}

/** The words of a text, as the matcher reads them. */
export function wordsOf(text: string, unsure: readonly string[] = []): QueryWord[] {
  return readQuery(library, { text, source: 'picture', unsure });
}

export const { answer: ANSWER, confirm: CONFIRM } = THRESHOLDS;
