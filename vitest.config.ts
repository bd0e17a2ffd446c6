import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { splitSuite } from './test/support/test-jobs.ts';

/** Hundreds of tests start the program: Node translates its files once. */
process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'posko-test-compile-cache');
/** What the tests draw by lot is the same for the same seed. */
process.env.POSKO_TEST_SEED ??= String(randomInt(2 ** 31));
process.stdout.write(
  `POSKO_TEST_SEED=${process.env.POSKO_TEST_SEED} repeats what this run draws by lot\n`,
);

const { pure, conversations, rest, heavy } = splitSuite();

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
      { extends: true, test: { name: 'rest', include: rest } },
      { extends: true, test: { name: 'heavy', include: heavy } },
    ],
  },
});
