import type { Config } from '../config/config.ts';

import type { OpenJobs } from '../jobs/running-jobs.ts';

/** What one process may send from a number in a second holds for all processes together. */
const CLOUD_SENDS_PER_SECOND = 40;

/** Opens jobs on Redis if configured, otherwise in the process. */
export async function openJobs({ redisUrl, cloudApi }: Config): Promise<OpenJobs | undefined> {
  if (redisUrl === undefined) return undefined;
  // BullMQ takes memory that a single process need not spend.
  const { openBullmqJobs } = await import('../jobs/bullmq/bullmq-jobs.ts');
  return openBullmqJobs({
    url: redisUrl,
    sendsPerSecond: cloudApi && CLOUD_SENDS_PER_SECOND * cloudApi.numbers.length,
  });
}
