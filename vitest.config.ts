import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // Generous, since a busy machine is no fault of ours; nothing is tested by its time.
    // By default Vitest leaves one core idle.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
});
