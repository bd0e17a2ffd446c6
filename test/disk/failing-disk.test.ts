import { expect, test } from 'vitest';
import { aFaultyDisk, hasFaultyDisk } from './faulty-disk.ts';
import { faultyRuns } from './told.ts';

test.runIf(hasFaultyDisk())(
  'whichever write fails, it is said, nothing told as done is lost, and work goes on afterwards',
  () => {
    const lines = aFaultyDisk().run('faulty-life.ts').trim().split('\n');
    const runs = lines.map((line) => JSON.parse(line));
    expect(runs.map(({ name }) => name)).toEqual(Object.keys(faultyRuns));
    for (const { name, writes, reached, problems } of runs) {
      console.log(`${name}: fails at each of ${writes}`);
      expect({ name, problems }).toEqual({ name, problems: [] });
      expect(Object.keys(reached.heard)).toEqual(['w1', 'w2']);
      expect(writes).toBeGreaterThan(10);
    }
  },
);
