import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { circlesIn, type Edge, readEdges, roomOf, violationsOf } from './support/layers.ts';

const edges = readEdges('src');

/** What one import would break, had somebody written it. */
function planted(from: string, to: string): string[] {
  return violationsOf([{ from, to, statement: '' }]);
}

test('every room imports only what it may', () => {
  expect(violationsOf(edges)).toEqual([]);
});

test('no room reaches itself through others', () => {
  expect(circlesIn(edges, ({ from, to }) => [roomOf(from), roomOf(to)])).toEqual([]);
});

test('no file reaches itself through others, types included', () => {
  expect(circlesIn(edges, ({ from, to }) => [from, to])).toEqual([]);
});

test('no pure room reads the clock or draws lots', () => {
  const pure = globSync('src/{domain,engine,i18n,matching,triage}/**/*.ts');
  const reads = (file: string) =>
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(readFileSync(file, 'utf8'));
  expect(pure.filter(reads)).toEqual([]);
  expect(globSync('src/app/*.ts').filter(reads)).not.toEqual([]);
});

test.each([
  ['src/engine/step.ts', 'src/i18n/say.ts'],
  ['src/matching/match.ts', 'node:fs'],
  ['src/domain/cases/case.ts', 'express'],
  ['src/domain/cases/case.ts', 'src/ports/store.ts'],
  ['src/ports/store.ts', 'src/services/cases/case-actions.ts'],
  ['src/services/responses/say.ts', 'src/services/cases/case-actions.ts'],
  ['src/services/reports/a.ts', 'src/services/voters/b.ts'],
  ['src/services/cases/case-actions.ts', 'src/store/seal.ts'],
  ['src/store/seal.ts', 'src/channels/pacer.ts'],
  ['src/channels/pacer.ts', 'src/services/cases/case-actions.ts'],
  ['src/web/desk/desk.ts', 'src/web/public/layout.ts'],
  ['src/web/shared/html.ts', 'src/ports/store.ts'],
  ['src/terminal/line.ts', 'src/app/start.ts'],
  ['src/app/start.ts', 'src/cli/chat.ts'],
  ['src/newcomer/a.ts', 'src/ports/store.ts'],
])('%s may not import %s', (from, to) => {
  expect(planted(from, to)).toHaveLength(1);
});

test.each([
  ['src/domain/cases/case.ts', 'zod'],
  ['src/matching/stem.ts', 'natural/lib/natural/stemmers/indonesian/stemmer_id.js'],
  ['src/services/cases/case-actions.ts', 'src/services/partners/referrals.ts'],
  ['src/cli/chat.ts', 'src/store/seal.ts'],
])('%s may import %s', (from, to) => {
  expect(planted(from, to)).toEqual([]);
});

test('a circle is found, however long', () => {
  const circle: Edge[] = ['ab', 'bc', 'ca', 'cd'].map(([from = '', to = '']) => ({
    from,
    to,
    statement: '',
  }));
  expect(circlesIn(circle, ({ from, to }) => [from, to])).toEqual([['a', 'b', 'c']]);
});
