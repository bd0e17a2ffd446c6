import { describe } from 'vitest';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { jobsContract } from '../contracts/jobs-contract.ts';
import { hasRedis, useRedis } from '../support/redis.ts';

describe.skipIf(!hasRedis())('with Redis', () => {
  const redis = useRedis();

  jobsContract('jobs on Redis', (parts) =>
    openBullmqJobs({ url: redis.url, prefix: redis.aPrefix() })(parts),
  );
});
