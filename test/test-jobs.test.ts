import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { heavyByNature, splitSuite } from './support/test-jobs.ts';

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
);
const parts = splitSuite();

test('every file of tests runs in one job, and in one part of it', () => {
  const all = globSync('test/**/*.test.ts').sort();
  expect(Object.values(parts).flat().sort()).toEqual(all);
});

test('"npm test" and "npm run test:heavy" run every part between them, and none twice', () => {
  const run = (script: string) =>
    [...(scripts[script] ?? '').matchAll(/--project (\w+)/g)].map(([, part]) => part);
  expect([...run('test'), ...run('test:heavy')].sort()).toEqual(Object.keys(parts).sort());
  expect(scripts['test:all']).toBe('vitest run');
});

test('CI runs both jobs', () => {
  expect(readFileSync('.ci/run', 'utf8')).toMatch(/^npm run test:all -- /m);
});

test('what is listed as heavy is there, once, with a reason', () => {
  const listed = heavyByNature.flatMap(({ files }) => files);
  expect(listed.filter((path) => !existsSync(path))).toEqual([]);
  expect(new Set(listed).size).toBe(listed.length);
  expect(heavyByNature.filter(({ why }) => why === '')).toEqual([]);
});

test('what opens a real browser is heavy without being listed', () => {
  const listed = heavyByNature.flatMap(({ files }) => files);
  const browsers = globSync('test/web/**/*.test.ts').filter((path) =>
    /chromium\.ts'/.test(readFileSync(path, 'utf8')),
  );
  expect(browsers.length).toBeGreaterThan(0);
  expect(browsers.filter((path) => !parts.heavy.includes(path))).toEqual([]);
  expect(browsers.filter((path) => listed.includes(path))).toEqual([]);
});
