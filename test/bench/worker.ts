import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { openMatching } from '../../src/app/open-matching.ts';
import { Simulator } from '../../src/channels/simulator/simulator.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { openBullmqJobs } from '../../src/jobs/bullmq/bullmq-jobs.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import type { Channel } from '../../src/ports/channel.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';

// A worker of the bench: takes turns and sends of a shared store, and tells its parent how many replies are out.
const [folder = '', redis = '', matching] = process.argv.slice(2);
let sent = 0;
const simulator = new Simulator('bench', () => {
  sent += 1;
});
/** Any worker can send, as through the Cloud API. */
const channel: Channel = {
  name: 'bench',
  reconcileMs: 0,
  send: (outgoing) => simulator.send(outgoing),
};
const post = await startApp({
  store: openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32))),
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 0 },
  channels: [channel],
  ...openMatching(
    { dictionaries: undefined, matching: matching === 'here' ? 'here' : 'thread' },
    { tell: console.error, now: Date.now },
  ),
  jobs: openBullmqJobs({ url: redis }),
  sweepMs: 1000,
  onError: (error) => process.send?.({ error: String(error) }),
});
process.send?.({ ready: true });
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const telling = setInterval(() => {
  process.send?.({ sent, delayP99Ms: delay.percentile(99) / 1e6 }, () => {});
}, 50);
process.once('disconnect', () => {
  clearInterval(telling);
  void post.close().then(() => process.exit(0));
});
