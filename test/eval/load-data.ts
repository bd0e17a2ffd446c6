import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MatchDocument } from '../../src/matching/match.ts';

/** One incoming message of the evaluation data, and what is expected of the matcher. */
export interface EvalQuery {
  id: string;
  test:
    | 'title'
    | 'forward'
    | 'headline'
    | 'tampered'
    | 'news'
    | 'ordinary'
    | 'narrative'
    | 'retold'
    | 'rotated';
  kind?: string;
  text: string;
  expect: 'answer' | 'not-answer' | 'none';
  factCheck?: string;
  accept?: string[];
}

export interface EvalData {
  full: MatchDocument[];
  titles: MatchDocument[];
  queries: EvalQuery[];
}

/** Reads the stores and queries of an evaluation folder. */
export function loadData(directory: string | undefined): EvalData {
  if (!directory) throw new Error('no evaluation data: give --data DIR or set POSKO_EVAL_DATA');
  return {
    full: readLines<MatchDocument>(directory, 'store.full.jsonl').map(complete),
    titles: readLines<MatchDocument>(directory, 'store.titles.jsonl').map(complete),
    queries: readLines<EvalQuery>(directory, 'queries.jsonl'),
  };
}

/** Whether a fact-check is a right answer to a query. */
export function isRight(query: EvalQuery, id: string | undefined): boolean {
  return id !== undefined && (id === query.factCheck || (query.accept ?? []).includes(id));
}

function readLines<Line>(directory: string, name: string): Line[] {
  const path = join(directory, name);
  if (!existsSync(path)) throw new Error(`${path} is missing: --data must hold ${name}`);
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Line);
}

function complete(document: MatchDocument): MatchDocument {
  return { ...document, narratives: document.narratives ?? [] };
}
