import { Router } from 'express';
import type { JobsHealth } from '../jobs/running-jobs.ts';
import type { Channel, Health } from '../tipline/letters/channel.ts';

/** What is looked at. */
export interface HealthParts {
  channels: readonly Channel[];
  jobs(): JobsHealth;
  /** Fails where the store cannot be read. */
  readStore(): Promise<unknown>;
}

const PATIENCE_MS = 5000;

/**
 * `/healthz`: the process is alive; a restart would mend nothing that stands there. `/readyz`: whether it can
 * take messages in, with reasons; degraded where it can, but something is slow or stopped.
 */
export function healthRoutes(parts: HealthParts): Router {
  const router = Router();
  router.get('/healthz', (_, response) => {
    response.json({ status: 'ok', channels: channelsOf(parts) });
  });
  router.get('/readyz', async (_, response) => {
    const store = await inTime(parts.readStore());
    const channels = channelsOf(parts);
    const jobs = parts.jobs();
    const isWell = jobs.state === 'ok' && Object.values(channels).every(isFine);
    const state = store.state !== 'ok' ? 'down' : isWell ? 'ok' : 'degraded';
    response.status(state === 'down' ? 503 : 200).json({ state, store, jobs, channels });
  });
  return router;
}

/** A channel that another process holds is as it should be. */
function isFine({ state }: Health): boolean {
  return state === 'ok' || state === 'standby';
}

function channelsOf({ channels }: HealthParts): Record<string, Health> {
  return Object.fromEntries(
    channels.map((channel) => [channel.name, channel.health?.() ?? { state: 'ok' }]),
  );
}

/** The reason is ours: an error's own words may hold an address. */
async function inTime(work: Promise<unknown>): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Health>((resolve) => {
    const down: Health = { state: 'down', reason: 'the store does not answer' };
    timer = setTimeout(() => resolve(down), PATIENCE_MS);
  });
  const answered = work.then(
    (): Health => ({ state: 'ok' }),
    (): Health => ({ state: 'down', reason: 'the store cannot be read' }),
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
