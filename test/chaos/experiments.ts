import type { Experiment } from './experiment.ts';
import { namedTests } from './named-tests.ts';
import { workersKilled, workersKilledOnCloud } from './r1-workers-killed.ts';
import { redisWiped } from './r2-redis-wiped.ts';
import { databaseAway } from './r3-database-away.ts';
import { duplicates } from './r4-duplicates.ts';
import { frozen } from './r5-frozen.ts';
import { reviewers } from './r6-reviewers.ts';
import { flood } from './r8-flood.ts';
import { soak } from './r9-soak.ts';
import { rollingRestart } from './r10-rolling-restart.ts';
import { nothingRemains } from './r11-nothing-remains.ts';

/** All experiments; a soak of so many minutes is the only one where it is asked for. */
export function experiments(soakMinutes: string | undefined): readonly Experiment[] {
  if (soakMinutes !== undefined) return [soak(Number(soakMinutes))];
  return [
    workersKilled,
    workersKilledOnCloud,
    redisWiped,
    databaseAway,
    duplicates,
    frozen,
    reviewers,
    flood,
    rollingRestart,
    nothingRemains,
    ...namedTests,
  ];
}
