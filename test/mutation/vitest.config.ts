import { defineConfig } from 'vitest/config';

/** The tests that each fault is run against, as `mutate.ts` names them. */
const include = (process.env.POSKO_MUTATION_TESTS ?? 'test/**/*.test.ts').split(' ');
/** After how many milliseconds a test counts as one that hangs. */
const patience = Number(process.env.POSKO_MUTATION_PATIENCE ?? 120_000);

export default defineConfig({
  test: {
    include,
    setupFiles: ['test/support/seed.ts', 'test/support/patience.ts'],
    testTimeout: patience,
    hookTimeout: patience,
  },
});
