import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ListSkips } from './test/support/list-skips.ts';
import { splitSuite } from './test/support/test-jobs.ts';

/** Hundreds of tests start the program: Node translates its files once. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'posko-test-compile-cache');
/** What the tests draw by lot is the same for the same seed. */
process.env.POSKO_TEST_SEED ??= String(randomInt(2 ** 31));
process.stdout.write(
  `POSKO_TEST_SEED=${process.env.POSKO_TEST_SEED} repeats what this run draws by lot\n`,
);

const { pure, conversations, shared, alone, heavy } = splitSuite();

export default defineConfig({
  test: {
    pool: 'forks',
    reporters: ['default', new ListSkips()],
    // By default Vitest leaves one core idle.
    maxWorkers: '100%',
    // Generous, since a busy machine is no fault of ours; nothing is tested by its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 60_000 } },
    setupFiles: ['test/support/seed.ts', 'test/support/patience.ts'],
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'conversations', include: conversations } },
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
      { extends: true, test: { name: 'heavy', include: heavy } },
    ],
  },
});
