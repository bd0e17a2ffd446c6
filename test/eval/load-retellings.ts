import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { EvalQuery } from './load-data.ts';

/** Reads the messages as people retell them, and scams with other numbers, links, names and amounts. */
export function loadRetellings(directory: string): EvalQuery[] {
  const retold = readLines(directory, 'retold.jsonl').map(
    ({ id, kind, text }, at): EvalQuery => ({
      id: `p${at}`,
      test: 'retold',
      kind,
      text,
      factCheck: id,
      expect: EXPECTED[kind] ?? 'none',
    }),
  );
  const rotated = readLines(directory, 'rotated.jsonl').map(
    ({ id, kind, text }, at): EvalQuery => ({
      id: `r${at}`,
      test: 'rotated',
      kind,
      text,
      factCheck: id,
      expect: 'answer',
    }),
  );
  return [...retold, ...rotated];
}

/** Reads short statements in other words, and short messages that resemble them. */
export function loadShortStatements(): EvalQuery[] {
  return readReworded('short-statements.yaml').map(({ id, kind, text }, at): EvalQuery => {
    const row = kind === 'retold' ? 'short' : `short ${kind}`;
    const expect = EXPECTED[kind] ?? 'none';
    return { id: `t${at}`, test: 'retold', kind: row, text, factCheck: id, expect };
  });
}

/** Reads the sample hoaxes in other words that are there to be learned from. */
export function loadReworded(): EvalQuery[] {
  return readReworded('samples-dev.yaml').map(({ id, kind: told, text }, at) => {
    const kind = told === 'changed' || told === 'about' ? told : 'retold';
    const expect = EXPECTED[kind] ?? 'none';
    return { id: `s${at}`, test: 'retold', kind, text, factCheck: id, expect };
  });
}

function readReworded(name: string): Told[] {
  return parse(readFileSync(join(import.meta.dirname, 'reworded', name), 'utf8'));
}

interface Told {
  id: string;
  kind: string;
  text: string;
}

const EXPECTED: Readonly<Record<string, EvalQuery['expect']>> = {
  question: 'answer',
  retold: 'answer',
  changed: 'not-answer',
  about: 'none',
};

function readLines(directory: string, name: string): Told[] {
  const lines = readFileSync(join(directory, name), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
