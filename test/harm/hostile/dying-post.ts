import { startApp } from '../../../src/app/app.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { systemClock } from '../../../src/jobs/local/system-clock.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { loadScript, MASTER_KEY } from '../../support/stage.ts';

/** A post that is killed whenever it looks at a page named "mati", and ends once nothing is left to do. */
const [path = ''] = process.argv.slice(2);
const store = openSqlite(path, createSeal(MASTER_KEY));
const post = await startApp({
  store,
  script: loadScript(),
  clock: systemClock,
  settings: { ...defaultSettings, quietMs: 0 },
  channels: [],
  links: {
    async read(link) {
      if (link.includes('mati')) process.kill(process.pid, 'SIGKILL');
      return undefined;
    },
  },
  sweepMs: 60_000,
  onError: (error) => process.stdout.write(`${String(error)}\n`),
});
await post.settle();
await post.close();
await store.close();
