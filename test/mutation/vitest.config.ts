import { defineConfig } from 'vitest/config';

/** The tests that each fault is run against, as `mutate.ts` names them. */
const include = (process.env.POSKO_MUTATION_TESTS ?? 'test/**/*.test.ts').split(' ');

export default defineConfig({
  test: {
    include,
    setupFiles: ['test/support/seed.ts', 'test/support/patience.ts'],
    testTimeout: 120_000,
  },
});
