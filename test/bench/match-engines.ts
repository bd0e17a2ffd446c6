import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import tfidf from 'natural/lib/natural/tfidf/index.js';
import { truthOf } from '../../src/domain/fact-checks/verdicts.ts';
import type { MatchDocument } from '../../src/matching/match.ts';
import { createMatcher } from '../../src/matching/matcher.ts';

/** The best document for a message, with a score that is comparable between messages. */
export type Search = (text: string) => Found | undefined;

export interface Found {
  id: string;
  score: number;
  /** Whether a verdict would be given on it, by an engine that decides this itself. */
  answered?: boolean;
}

/** Takes all documents in and returns how to ask them; what is kept is what the engine keeps. */
export type Engine = (documents: Iterable<MatchDocument>) => Search;

export const ENGINES: Readonly<Record<string, Engine>> = {
  posko(documents) {
    const matcher = createMatcher(documents, { truthOf, retells: true });
    return (text) => {
      const { tier, matches } = matcher.match({ text });
      return matches[0] && { ...matches[0], answered: tier === 'answer' };
    };
  },

  fts5(documents) {
    const db = new DatabaseSync(':memory:');
    db.exec("CREATE VIRTUAL TABLE docs USING fts5 (id UNINDEXED, body, tokenize = 'unicode61')");
    const insert = db.prepare('INSERT INTO docs VALUES (?, ?)');
    db.exec('BEGIN');
    for (const document of documents) insert.run(document.id, bodyOf(document));
    db.exec('COMMIT');
    const best = db.prepare(
      'SELECT id, -rank AS score FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 1',
    );
    return (text) => {
      const found = best.get(
        wordsOf(text)
          .map((word) => `"${word}"`)
          .join(' OR '),
      );
      return found && { id: String(found.id), score: Number(found.score) };
    };
  },

  minisearch(documents) {
    const index = new MiniSearch<{ id: string; body: string }>({ fields: ['body'] });
    for (const document of documents) index.add({ id: document.id, body: bodyOf(document) });
    return (text) => {
      const best = index.search(text, { combineWith: 'OR', fuzzy: 0.2 })[0];
      return best && { id: String(best.id), score: best.score };
    };
  },

  natural(documents) {
    const index = new tfidf.TfIdf();
    const ids: string[] = [];
    for (const document of documents) {
      ids.push(document.id);
      index.addDocument(wordsOf(bodyOf(document)));
    }
    return (text) => {
      let best: Found | undefined;
      index.tfidfs(wordsOf(text), (at, score) => {
        if (score > (best?.score ?? 0)) best = { id: ids[at] ?? '', score };
      });
      return best;
    };
  },
};

function bodyOf({ title, narratives, summary }: MatchDocument): string {
  return [title, ...narratives, summary].join(' ');
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])];
}
