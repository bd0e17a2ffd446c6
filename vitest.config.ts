import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    // By default Vitest leaves one core idle.
    maxWorkers: '100%',
    // Generous, since a busy machine is no fault of ours; nothing is tested by its time.
    testTimeout: 120_000,
  },
});
