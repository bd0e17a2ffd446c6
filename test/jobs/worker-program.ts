import { setTimeout as sleep } from 'node:timers/promises';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { judge } from './judge.ts';

// A process of workers that may be killed at any moment; it tells its parent what it begins.
const [url = '', prefix = '', ms = '0'] = process.argv.slice(2);
const judged = judge(url, prefix);
openBullmqJobs({ url, prefix })({
  clock: systemClock,
  places: [],
  isWorker: true,
  async run(job) {
    process.send?.(job.citizen);
    await judged.perform(job.citizen, () => sleep(Number(ms)));
    return null;
  },
  onError: (error) => process.send?.(`error: ${String(error)}`),
});
process.send?.('ready');
