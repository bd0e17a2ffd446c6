/**
 * Plants faults one at a time and says which of them no test notices: `npm run mutate -- --since REV` in the files of
 * `src` that changed since a revision, `npm run mutate -- FILE…` in some. Each is run against the tests of its room, or
 * `--tests GLOB`; with `--quick` in one process, against those of them that may share one. `--share 0.2` draws a fifth by lot.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { splitSuite } from '../support/test-jobs.ts';
import rooms from './rooms.json' with { type: 'json' };

/** Lines of a stretch. */
const LOT = 8;

type Planted = Awaited<ReturnType<Stryker['runMutationTest']>>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    since: { type: 'string' },
    /** Other tests than those of the room. */
    tests: { type: 'string' },
    quick: { type: 'boolean', default: false },
    /** The share of the faults to plant, always the same ones. */
    share: { type: 'string', default: '1' },
    /** After how many seconds a test hangs, which notices the fault. */
    patience: { type: 'string', default: '20' },
    concurrency: { type: 'string', default: '2' },
  },
});
const named = values.since === undefined ? positionals : changedSince(values.since);
const files = named.filter((path) => /^src\/.+\.ts$/.test(path) && existsSync(path));
if (files.length === 0) process.stdout.write('no file of src to plant faults in\n');
for (const [room, paths] of Map.groupBy(files, roomOf)) {
  if (room === undefined) process.stdout.write(`no tests of their own: ${paths.join(' ')}\n`);
  else report(room, await plant(room, paths));
}

function changedSince(revision: string): string[] {
  return execFileSync('git', ['diff', '--name-only', revision, '--', 'src'], { encoding: 'utf8' })
    .split('\n')
    .filter((path) => path !== '');
}

/** The nearest folder above a file that has tests of its own. */
function roomOf(path: string): string | undefined {
  const parts = path.split('/').slice(1, -1);
  const folders = parts.map((_, at) => parts.slice(0, at + 1).join('/')).toReversed();
  return folders.find((folder) => folder in rooms || existsSync(`test/${folder}`));
}

function plant(room: string, paths: readonly string[]): Promise<Planted> {
  const tests: Readonly<Record<string, string[]>> = rooms;
  const own = tests[room] ?? [`test/${room}/**`];
  const found = (values.tests === undefined ? own : [values.tests]).map((glob) =>
    glob.endsWith('/**') ? `${glob}/*.test.ts` : glob,
  );
  process.env.POSKO_MUTATION_TESTS = (values.quick ? sharing(found) : found).join(' ');
  process.env.POSKO_MUTATION_PATIENCE = String(1000 * Number(values.patience));
  process.env.POSKO_TEST_SEED ??= '1';
  return new Stryker({
    mutate: paths.flatMap(drawLots),
    testRunner: values.quick ? 'in-process' : 'vitest',
    plugins: [
      import.meta.resolve('@stryker-mutator/vitest-runner'),
      import.meta.resolve('./in-process/runner.ts'),
    ],
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false, pool: 'forks' },
    coverageAnalysis: 'perTest',
    // A fault in what is made once, as a module is read, would need a process of its own.
    ignoreStatic: true,
    // Words are checked by the transcripts, keys of JSON by the types.
    mutator: { excludedMutations: ['StringLiteral'] },
    // TypeScript 7 has no parser for it, and nothing here needs it rewritten.
    tsconfigFile: 'none',
    concurrency: Number(values.concurrency),
    // Time is that of the wall: on a busy machine a fault that survives would count as one that hangs.
    timeoutMS: values.quick ? 120_000 : 20_000,
    reporters: ['clear-text'],
    clearTextReporter: { reportTests: false, reportScoreTable: false, skipFull: true },
  }).runMutationTest();
}

/** A file, or some stretches of its lines. */
function drawLots(path: string): string[] {
  const share = Number(values.share);
  if (share >= 1) return [path];
  const { length } = readFileSync(path, 'utf8').split('\n');
  const firsts = Array.from({ length: Math.ceil(length / LOT) }, (_, lot) => lot * LOT + 1);
  return firsts
    .filter((first) => lotOf(`${path}:${first}`) < share)
    .map((first) => `${path}:${first}-${first + LOT - 1}`);
}

/** A number from 0 to 1 that is always the same for a name. */
function lotOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;
}

/** Those of some tests whose files share a process in the suite, too. */
function sharing(globs: readonly string[]): string[] {
  const { pure, shared } = splitSuite();
  return globSync(globs).filter((file) => pure.includes(file) || shared.includes(file));
}

function report(room: string, planted: Planted): void {
  const count = (...states: string[]) =>
    planted.filter(({ status }) => states.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const all = noticed + count('Survived', 'NoCoverage');
  const score = all === 0 ? '–' : `${Math.round((100 * noticed) / all)} %`;
  process.stdout.write(`${room}: ${noticed} of ${all} faults noticed (${score})\n`);
}
