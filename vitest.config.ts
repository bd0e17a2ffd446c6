import { randomInt } from 'node:crypto';
import { globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Each needs a process of its own: it replaces a module, or takes half a minute. */
const alone = ['test/matching/several.test.ts', 'test/engine/xstate-oracle.test.ts'];
/** Tests of rooms that touch nothing but their arguments; their files share a process. */
const pure = globSync(
  'test/{domain,engine,i18n,matching,triage,understanding}/**/*.test.ts',
).filter((path) => !alone.includes(path));
const conversations = ['test/layers.test.ts', 'test/transcripts.test.ts'];
const rest = { include: ['test/**/*.test.ts'], exclude: [...pure, ...conversations] };

/** Hundreds of tests start the program: Node translates its files once. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'posko-test-compile-cache');
/** What the tests draw by lot is the same for the same seed. */
process.env.POSKO_TEST_SEED ??= String(randomInt(2 ** 31));
process.stdout.write(
  `POSKO_TEST_SEED=${process.env.POSKO_TEST_SEED} repeats what this run draws by lot\n`,
);

export default defineConfig({
  test: {
    pool: 'forks',
    // By default Vitest leaves one core idle.
    maxWorkers: '100%',
    // Generous, since a busy machine is no fault of ours; nothing is tested by its time.
    testTimeout: 120_000,
    setupFiles: ['test/support/seed.ts'],
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'conversations', include: conversations } },
      { extends: true, test: { name: 'rest', ...rest } },
    ],
  },
});
