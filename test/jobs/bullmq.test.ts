import { afterAll, describe } from 'vitest';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import type { RunningJobs } from '../../src/jobs/running-jobs.ts';
import { jobsContract } from '../contracts/jobs-contract.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis())('with Redis', () => {
  const redis = useRedis();
  const opened: RunningJobs[] = [];
  afterAll(() => Promise.all(opened.map((jobs) => jobs.close())));

  jobsContract('jobs on Redis', (parts) => {
    const jobs = openBullmqJobs({ url: redis.url, prefix: redis.aPrefix() })(parts);
    opened.push(jobs);
    return jobs;
  });
});
